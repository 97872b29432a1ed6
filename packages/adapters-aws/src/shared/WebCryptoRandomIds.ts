import { RandomIds } from "@serenya/domain/shared/RandomIds"
import { Effect, Layer } from "effect"

/** Ids from the platform's cryptographic source. */
export const layer = Layer.succeed(RandomIds, {
  uuid: Effect.sync(() => crypto.randomUUID()),
  token: (bytes) => Effect.sync(() => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("base64url"))
})
