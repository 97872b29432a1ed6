import { Context, Effect, Equal, Layer, Option, type Redacted } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, unchanged, updateUser } from "../users/UserUpdates.ts"
import type { InvalidProviderEvent } from "./IdentityErrors.ts"
import * as ProviderEventRules from "./ProviderEventRules.ts"
import { ProviderEventVerifier } from "./ProviderEventVerifier.ts"

/** Hears what providers tell of their accounts. */
export class ProviderEvents extends Context.Service<
  ProviderEvents,
  {
    /** Acts on a signed notification; again is fine, and so are an unknown kind and a person whom we do not know. */
    receive(notification: Redacted.Redacted): Effect.Effect<void, InvalidProviderEvent | ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/identity/ProviderEvents") {
  static readonly layer = Layer.effect(
    ProviderEvents,
    Effect.gen(function* () {
      const store = yield* UserStore
      const verifier = yield* ProviderEventVerifier

      const receive = Effect.fn("ProviderEvents.receive")(function* (notification: Redacted.Redacted) {
        const event = yield* verifier.verify(notification)
        if (Option.isNone(event)) return
        const { identity } = event.value
        const holds = (user: User) => user.identities.some((held) => Equal.equals(held, identity))
        yield* updateUser(
          { save: (user) => (holds(user) ? store.save(user) : store.unlink(user, identity)) },
          store.findByIdentity(identity),
          (user, now) =>
            Effect.succeed(
              Option.match(ProviderEventRules.apply(user, event.value, now), {
                onNone: () => unchanged(undefined),
                onSome: (next) => changed(next, undefined)
              })
            )
        ).pipe(Effect.catchTag("UserNotFound", () => Effect.void))
      })

      return ProviderEvents.of({ receive })
    })
  )
}
