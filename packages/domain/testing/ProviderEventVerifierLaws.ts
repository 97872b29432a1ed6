import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertNone } from "@effect/vitest/utils"
import { Context, DateTime, Effect, type Layer, Option, Redacted } from "effect"
import { ProviderEvent } from "../src/identity/ProviderEvent.ts"
import { ProviderEventVerifier } from "../src/identity/ProviderEventVerifier.ts"
import * as Fixtures from "./Fixtures.ts"

/** The provider's side, as a test plays it: a signed notification of this event, or of one that is of no kind we know. */
export class NotificationIssuer extends Context.Service<
  NotificationIssuer,
  {
    issue(event: Option.Option<ProviderEvent>): Effect.Effect<Redacted.Redacted>
  }
>()("@serenya/domain/testing/ProviderEventVerifierLaws/NotificationIssuer") {}

/** Every `ProviderEventVerifier` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<ProviderEventVerifier | NotificationIssuer, E>) =>
  withLayer(layer, { timeout: "30 seconds" })(`ProviderEventVerifier laws: ${name}`, (it) => {
    for (const kind of ["ConsentRevoked", "AccountDeleted", "RelayStarted", "RelayStopped"] as const) {
      it.effect(`tells of ${kind}: whose account, and when`, () =>
        Effect.gen(function* () {
          const identity = yield* Fixtures.identityOf("apple")
          const event = ProviderEvent.cases[kind].make({ identity, at: DateTime.makeUnsafe("1970-01-01T00:00:00Z") })
          const notification = yield* (yield* NotificationIssuer).issue(Option.some(event))
          const told = yield* ProviderEventVerifier.use(({ verify }) => verify(notification))
          assertEquals(told, Option.some(event))
        })
      )
    }

    it.effect("knows nothing of a new kind, and does not mind", () =>
      Effect.gen(function* () {
        const notification = yield* (yield* NotificationIssuer).issue(Option.none())
        assertNone(yield* ProviderEventVerifier.use(({ verify }) => verify(notification)))
      })
    )

    it.effect("refuses what no provider signed", () =>
      Effect.gen(function* () {
        const verifier = yield* ProviderEventVerifier
        for (const text of ["", "no notification"]) {
          const refusal = yield* Effect.flip(verifier.verify(Redacted.make(text)))
          assertEquals(refusal._tag === "InvalidProviderEvent" ? refusal.reason : refusal._tag, "malformed")
        }
      })
    )
  })
