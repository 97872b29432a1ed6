import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as ChangeRules from "@serenya/domain/audit/ChangeRules"
import { ConsentType } from "@serenya/domain/consents/Consent"
import * as ConsentRules from "@serenya/domain/consents/ConsentRules"
import { currentVersions } from "@serenya/domain/consents/ConsentTexts"
import * as AuditFixtures from "@serenya/domain/testing/AuditFixtures"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import type { User } from "@serenya/domain/users/User"
import { DateTime, Effect, Option, Result } from "effect"
import { historyIn } from "../../src/consents/History.ts"

const write = Effect.fnUntraced(function* (before: Option.Option<User>, after: User, hours: number) {
  const id = yield* AuditFixtures.eventId
  const at = DateTime.add(Fixtures.at, { hours })
  return ChangeRules.userChanges({ id, at, by: "service", subject: after.id }, before, Option.some(after))
})

describe("the history of consents", () => {
  it.effect("tells every answer since the sign-up, the oldest first, as the trail kept it", () =>
    Effect.gen(function* () {
      const signedUp = yield* Fixtures.user
      const at = DateTime.add(Fixtures.at, { hours: 1 })
      const withdrawn = ConsentRules.withdraw(signedUp.consents.medical_disclaimer, at)
      const without = Fixtures.changed(signedUp, {
        consents: { ...signedUp.consents, medical_disclaimer: withdrawn }
      })
      const answer = { at: DateTime.add(at, { hours: 1 }), origin: Fixtures.origin, method: "granular" as const }
      const version = currentVersions.medical_disclaimer
      const given = Result.getOrThrow(ConsentRules.give("medical_disclaimer", version, answer))
      const again = Fixtures.changed(without, { consents: { ...without.consents, medical_disclaimer: given } })
      const events = [
        ...(yield* write(Option.some(without), again, 2)),
        ...(yield* write(Option.some(signedUp), without, 1)),
        ...(yield* write(Option.none(), signedUp, 0)),
        yield* AuditFixtures.refusal
      ]
      assertEquals(
        historyIn(events).map(({ answer, at, type }) => [at.slice(11, 13), type, answer]),
        [
          ...ConsentType.literals.map((type) => ["09", type, "Given"]),
          ["10", "medical_disclaimer", "Withdrawn"],
          ["11", "medical_disclaimer", "Given"]
        ]
      )
    })
  )
})
