import { Effect, Layer, Redacted } from "effect"
import * as MemoryProviderEventVerifier from "../../src/identity/MemoryProviderEventVerifier.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import { NotificationIssuer, suite } from "../../testing/ProviderEventVerifierLaws.ts"

const issuer = Layer.effect(
  NotificationIssuer,
  Effect.gen(function* () {
    const known = yield* MemoryProviderEventVerifier.KnownNotifications
    return NotificationIssuer.of({
      issue: Effect.fnUntraced(function* (event) {
        const notification = Redacted.make(yield* Fixtures.uuid)
        yield* known.register(notification, Effect.succeed(event))
        return notification
      })
    })
  })
)

suite("memory", issuer.pipe(Layer.provideMerge(MemoryProviderEventVerifier.layer)))
