import { Effect, Redacted } from "effect"
import { refused } from "../check/Refused.ts"
import { same } from "../check/Unexpected.ts"
import * as Person from "../person/Person.ts"
import * as Scenario from "../Scenario.ts"

const forged = Redacted.make("eyJhbGciOiJIUzI1NiJ9.e30.AAAA")

export const strangers = Scenario.make({
  name: "strangers",
  story: "looks around without an account: what is open answers, everything else is closed",
  needs: [],
  play: Effect.fnUntraced(function* (target) {
    const nobody = yield* Person.apiAsNobody(target)
    yield* same("the service's health", (yield* nobody.health.health()).status, "ok")
    const { tiers } = yield* nobody.subscriptions.tiers()
    yield* same(
      "the tiers",
      tiers.map(({ tier }) => tier),
      ["free", "premium", "family"]
    )
    const forger = yield* Person.apiAs(target, Effect.succeed(forged))
    for (const api of [nobody, forger]) {
      yield* refused("a profile without a good token", api.user.profile(), "Unauthenticated")
      yield* refused("an export without a good token", api.privacy.export(), "Unauthenticated")
      yield* refused("subscriptions without a good token", api.subscriptions.current({ query: {} }), "Unauthenticated")
      yield* refused(
        "a result without a good token",
        api.result.result({ params: { job_id: "result" } }),
        "Unauthenticated"
      )
    }
    yield* refused(
      "a store's notification that no store signed",
      nobody.subscriptions.webhook({ payload: { signedPayload: forged } }),
      "NotificationRejected"
    )
    yield* refused(
      "an event that Apple did not sign",
      nobody.auth.appleEvents({ payload: { payload: forged } }),
      "InvalidProviderEvent"
    )
  })
})
