import { createHmac } from "node:crypto"
import { Effect, Layer, Option, Redacted } from "effect"
import { LegacyKeys } from "./LegacyKeys.ts"

/** The data key of an invented person: it follows from the wrapped one and its context, in whatever order that stands. */
export const keyOf = (wrapped: Uint8Array, context: Readonly<Record<string, string>>): Buffer =>
  createHmac("sha256", "the old master key of tests")
    .update(wrapped)
    .update(JSON.stringify(Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest()

/** `LegacyKeys` of an old database that `testing/legacy/fill.ts` made: for tests and for this machine. No living person's row opens with it. */
export const layer = Layer.succeed(
  LegacyKeys,
  LegacyKeys.of({
    unwrap: (wrapped, context) => Effect.sync(() => Option.some(Redacted.make(keyOf(wrapped, context))))
  })
)
