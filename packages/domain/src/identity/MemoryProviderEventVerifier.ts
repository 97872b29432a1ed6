import { Context, Effect, Layer, Option, Redacted } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import { InvalidProviderEvent } from "./IdentityErrors.ts"
import type { ProviderEvent } from "./ProviderEvent.ts"
import { ProviderEventVerifier } from "./ProviderEventVerifier.ts"

type Outcome = Effect.Effect<Option.Option<ProviderEvent>, InvalidProviderEvent | Unavailable>

/** What a test tells the memory verifier: this notification leads to that outcome. */
export class KnownNotifications extends Context.Service<
  KnownNotifications,
  {
    register(notification: Redacted.Redacted, outcome: Outcome): Effect.Effect<void>
  }
>()("@serenya/domain/identity/MemoryProviderEventVerifier/KnownNotifications") {}

/** Knows the notifications registered with it and no other; it checks no cryptography. For tests only. */
export const layer = Layer.effectContext(
  Effect.sync(() => {
    const known = new Map<string, Outcome>()

    const register = (notification: Redacted.Redacted, outcome: Outcome) =>
      Effect.sync(() => void known.set(Redacted.value(notification), outcome))

    const verify = Effect.fn("ProviderEventVerifier.verify")(function* (notification: Redacted.Redacted) {
      const outcome = Option.fromUndefinedOr(known.get(Redacted.value(notification)))
      return yield* Option.getOrElse(outcome, () => Effect.fail(new InvalidProviderEvent({ reason: "malformed" })))
    })

    return Context.make(ProviderEventVerifier, ProviderEventVerifier.of({ verify })).pipe(
      Context.add(KnownNotifications, KnownNotifications.of({ register }))
    )
  })
)
