import { Data, Effect, Equal, Formatter } from "effect"

/** The service did something else than the scenario tells. Secrets inside stay `Redacted`. */
export class Unexpected extends Data.TaggedError("Unexpected")<{ readonly what: string; readonly found: unknown }> {
  override get message() {
    return `${this.what}: found ${Formatter.format(this.found)}`
  }
}

/** Compares by structure. */
export const same = <A>(what: string, found: A, expected: A): Effect.Effect<void, Unexpected> =>
  Equal.equals(found, expected)
    ? Effect.void
    : Effect.fail(new Unexpected({ what: `${what} is not ${Formatter.format(expected)}`, found }))

/** `found` is only for the message. */
export const holds = (what: string, fact: boolean, found: unknown = fact): Effect.Effect<void, Unexpected> =>
  fact ? Effect.void : Effect.fail(new Unexpected({ what, found }))
