import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, Option, Result } from "effect"
import { ConsentProof } from "../../src/consents/ConsentProof.ts"
import * as ConsentRules from "../../src/consents/ConsentRules.ts"
import { type Explanation, explain, type Wish } from "../../src/operators/ExplanationRules.ts"
import { ErasureReference } from "../../src/privacy/ErasureLedger.ts"
import * as SessionRules from "../../src/sessions/SessionRules.ts"
import type { User } from "../../src/users/User.ts"
import * as Fixtures from "../../testing/Fixtures.ts"

const now = DateTime.add(Fixtures.at, { hours: 1 })
const noEntry = Option.none()

const of = (user: User, wish: Wish, entry: Parameters<typeof explain>[0]["entry"] = noEntry): Explanation => {
  const found = explain({ user, entry, now }).find((one) => one.wish === wish)
  return found ?? { wish, granted: false, answers: [] }
}

const refusing = ({ answers }: Explanation) =>
  answers.filter(({ passes }) => !passes).map(({ rule, says }) => `${rule}: ${says}`)

const premium = (user: User): User =>
  Fixtures.changed(user, {
    subscription: { ...user.subscription, tier: "premium", endDate: DateTime.add(now, { days: 1 }) }
  })

describe("an explanation", () => {
  it.effect("of a free account in order: all but the report, each rule with its answer", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      for (const wish of ["sign_in", "upload", "chat"] as const) assertTrue(of(user, wish).granted, wish)
      assertEquals(
        of(user, "upload").answers.map(({ says }) => says),
        [
          "The account is active",
          "Nobody asked for an erasure",
          "Signed in until 2026-03-31T09:30:00.123Z",
          "All five texts are agreed to as they stand",
          "0 of 5 documents are used"
        ]
      )
      assertEquals(refusing(of(user, "doctor_report")), ["tier: A premium subscription is required: doctor_report"])
      assertTrue(of(premium(user), "doctor_report").granted)
      assertEquals(of(premium(user), "upload").answers.at(-1)?.says, "0 documents are used, of as many as they like")
    })
  )

  it.effect("names every rule that stands in the way, not only the first", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const withdrawn = ConsentRules.withdraw(user.consents.medical_disclaimer, now)
      const usage = { ...user.subscription.usage, documents: 5 }
      const blocked = Fixtures.changed(user, {
        status: "suspended",
        session: Option.map(user.session, SessionRules.revoke),
        consents: { ...user.consents, medical_disclaimer: withdrawn },
        subscription: { ...user.subscription, usage }
      })
      assertEquals(refusing(of(blocked, "upload")), [
        "account: This account is suspended",
        "session: The session has ended; they have to sign in again",
        "consents: Consent is missing: medical_disclaimer",
        `usage: 5 of 5 documents are used; again at ${DateTime.formatIso(user.subscription.usage.periodEnd)}`
      ])
      assertEquals(refusing(of(blocked, "sign_in")), ["account: This account is suspended"])
      assertTrue(Result.isFailure(ConsentProof.prove(blocked)))
      for (const wish of ["sign_in", "upload", "chat", "doctor_report"] as const)
        assertTrue(!of(blocked, wish).granted, wish)
    })
  )

  it.effect("tells a session that expired from one that ended and from none", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const session = Option.getOrThrow(user.session)
      const expired = Fixtures.changed(user, { session: Option.some({ ...session, expiresAt: Fixtures.at }) })
      const none = Fixtures.changed(user, { session: Option.none() })
      assertEquals(refusing(of(expired, "chat")), [
        "session: The session expired at 2026-03-01T09:30:00.123Z; they have to sign in again"
      ])
      assertEquals(refusing(of(none, "chat")), ["session: They never signed in: there is no session"])
    })
  )

  it.effect("says that somebody is being erased, and that a backup brought somebody back", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const entry = Option.some({ reference: ErasureReference.make("0".repeat(64)), requestedAt: Fixtures.at })
      assertEquals(refusing(of(user, "sign_in", entry)), [
        "erasure: The ledger says that they were erased at 2026-03-01T09:30:00.123Z: replay it"
      ])
      const tombstone = Fixtures.changed(user, { status: "deleted" })
      assertEquals(refusing(of(tombstone, "sign_in", entry)), [
        "account: This account is deleted",
        "erasure: An erasure is in progress, and nothing else is done"
      ])
    })
  )
})
