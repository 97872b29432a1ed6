import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import * as PaymentRules from "@serenya/domain/subscriptions/PaymentRules"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as PurchaseFixtures from "@serenya/domain/testing/PurchaseFixtures"
import { UserStore } from "@serenya/domain/users/UserStore"
import * as PlayedStores from "@serenya/local/storefronts/PlayedStores"
import { StoreSimulator } from "@serenya/local/storefronts/StoreSimulator"
import { DateTime, Effect, Option } from "effect"
import { ended } from "../support/Local.ts"
import * as Program from "../support/Program.ts"
import { folder, within } from "../support/StateFolders.ts"

const because = ["--reason", "A month for the outage in May"]

const somebody = Effect.gen(function* () {
  const user = yield* Fixtures.user
  yield* (yield* UserStore).insert(user)
  return user
})

/** Somebody who paid for three months in the past, of which one was refunded. */
const payer = Effect.gen(function* () {
  const user = yield* somebody
  const terms = [0, 1, 2].map((n) => PurchaseFixtures.term(`transaction-number-${n}-${user.id}`, n))
  const fate = Option.some({ outcome: "refunded", at: terms[1]?.end ?? Fixtures.at, statedAt: Fixtures.at } as const)
  const purchase = yield* PurchaseFixtures.purchase("google", {
    terms: terms.map((term, n) => (n === 1 ? { ...term, fate } : term))
  })
  const payments = yield* Effect.forEach(PaymentRules.bookingsOf(purchase), (booking) =>
    Effect.map(Fixtures.uuid, (uuid) => PaymentRules.payment(booking, user.subscription.id, uuid))
  )
  yield* (yield* SubscriptionLedger).record({
    user: Fixtures.changed(user, {}),
    held: { purchase, lookAt: Option.none() },
    before: Option.none(),
    payments,
    receipt: Option.none()
  })
  return { user, purchase }
})

const missing = Option.isNone(Dynoxide.binary())
if (missing) console.warn(`Skipped: dynoxide has no build for ${process.platform}-${process.arch}`)

describe.skipIf(missing)("pnpm admin subscriptions, in a state folder", () => {
  it.live(
    "grants once what it says it would, says why it counts, takes it back, and the trail knows of both",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const { id } = yield* within(root, somebody)
        const day = DateTime.formatIsoDateUtc(DateTime.add(yield* DateTime.now, { days: 40 }))
        const grant = ["subscriptions", "grant", id, "--tier", "premium", "--until", day, ...because]

        const dry = yield* ended(root, 0, ...grant, "--dry-run")
        assertEquals([dry.object.tier, dry.object.changed, dry.object.dry_run], ["premium", true, true])
        assertEquals((yield* ended(root, 0, "subscriptions", "show", id)).object.tier, "free")

        const given = yield* ended(root, 0, ...grant)
        assertEquals([given.object.tier, given.object.changed], ["premium", true])
        assertEquals((yield* ended(root, 0, ...grant)).object.changed, false)
        const { object: shown } = yield* ended(root, 0, "subscriptions", "show", id)
        assertEquals([shown.tier, shown.source, shown.renews], ["premium", "system", false])
        assertEquals(
          shown.lines.map(({ line, next_look, source, state }: Record<string, unknown>) => [
            source,
            line,
            state,
            next_look
          ]),
          [["system", given.object.grant, "granted", null]]
        )
        const { object: why } = yield* ended(root, 0, "subscriptions", "explain", id)
        assertEquals([why.tier, why.evidence[0].counts, why.evidence[0].state], ["premium", true, "granted"])
        assert.include(why.rule, "entitles longest")

        const taken = yield* ended(root, 0, "subscriptions", "revoke", id, given.object.grant, ...because)
        assertEquals([taken.object.tier, taken.object.subscription], ["free", "premium expired"])
        const again = yield* ended(root, 1, "subscriptions", "revoke", id, given.object.grant, ...because)
        assert.include(again.stderr, "No such grant runs")
        const { object: log } = yield* ended(root, 0, "audit", "access-log", "--person", id)
        assertEquals(
          log.entries.map(({ fact, reason }: Record<string, unknown>) => [fact, reason]),
          [
            ["operator-grant", because[1]],
            ["operator-grant-revocation", because[1]]
          ]
        )
        assertEquals((yield* ended(root, 0, "payments", "list", id)).object.payments, [])
      }),
    300_000
  )

  it.live(
    "lists payments page by page, in minor units, and masks what leads to the person at their store",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const { purchase, user } = yield* within(root, payer)
        const rows: Array<Record<string, unknown>> = []
        let after: ReadonlyArray<string> = []
        do {
          const { object } = yield* ended(root, 0, "payments", "list", user.id, "--limit", "3", ...after)
          rows.push(...object.payments)
          after = object.next === null ? [] : ["--after", object.next]
        } while (after.length > 0)
        assertEquals(
          rows.map(({ amount_minor, currency, kind, status, store }) => [kind, amount_minor, currency, status, store]),
          [
            ["charge", 999, "USD", "completed", "google"],
            ["refund", 999, "USD", "refunded", "google"],
            ["charge", 999, "USD", "completed", "google"],
            ["charge", 999, "USD", "completed", "google"]
          ]
        )
        const texts = [
          JSON.stringify(rows),
          JSON.stringify((yield* ended(root, 0, "subscriptions", "show", user.id)).object),
          (yield* Program.run(["subscriptions", "explain", user.id, "--local", root])).stdout,
          (yield* Program.run(["payments", "list", user.id, "--local", root])).stdout
        ]
        for (const text of texts) {
          assert.notInclude(text, purchase.externalId)
          for (const { transactionId } of purchase.terms) assert.notInclude(text, transactionId)
        }
      }),
    300_000
  )

  it.live(
    "asks the stores of this machine about a person whose notification was lost, and about all that is due",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const { id } = yield* within(
          root,
          Effect.gen(function* () {
            const user = yield* somebody
            const { line } = yield* StoreSimulator.use((stores) =>
              Effect.flatMap(DateTime.now, (now) =>
                stores.buy("google", PurchaseFixtures.premium, Option.some(user.id), now)
              )
            ).pipe(Effect.provide(PlayedStores.layer("http://127.0.0.1/webhook")))
            // As the move from the old system leaves it: the subscription names its purchase, and nothing of it is held.
            const end = DateTime.add(yield* DateTime.now, { days: 3 })
            const moved = { tier: "premium", provider: "google", externalId: line.externalId, endDate: end } as const
            yield* (yield* UserStore).save(Fixtures.changed(user, { subscription: { ...user.subscription, ...moved } }))
            return user
          })
        )
        const grant = ["subscriptions", "grant", id, "--tier", "family", "--until", "2026-12-31", ...because]
        assert.include((yield* ended(root, 1, ...grant)).stderr, "unreconciled")
        const reconcile = ["subscriptions", "reconcile", id]
        assertEquals((yield* ended(root, 0, ...reconcile, "--dry-run")).object, { lines: 1, dry_run: true })
        const outcome = { asked: 1, postponed: 0, struck: 0, failed: 0, done: true }
        assertEquals((yield* ended(root, 0, ...reconcile)).object, outcome)
        const { object: shown } = yield* ended(root, 0, "subscriptions", "show", id)
        assertEquals([shown.source, shown.renews, shown.lines[0].state], ["google", true, "paid"])
        assert.isString(shown.lines[0].next_look)
        assertEquals((yield* ended(root, 0, "subscriptions", "reconcile", "--due")).object, { ...outcome, asked: 0 })
      }),
    300_000
  )

  it.live(
    "says what is wrong and what to type",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const { id } = yield* within(root, somebody)
        const nobody = "019845e1-682f-7b02-a706-3b2422d13aec"
        const grant = ["subscriptions", "grant", id, "--tier", "premium", ...because]
        const troubles = [
          [["subscriptions", "show", nobody], 1, "No such user"],
          [["payments", "list", nobody], 1, "No such user"],
          [["subscriptions", "show", "ada@example.test"], 2, "UUID"],
          [[...grant, "--until", "next year"], 2, "a day such as 2026-12-31"],
          [[...grant, "--until", "2020-01-31"], 1, "already_over"],
          [[...grant, "--until", "2999-01-31"], 1, "too_long"],
          [["subscriptions", "reconcile"], 2, "--due"],
          [["subscriptions", "reconcile", id, "--due"], 2, "Name a person"],
          [["payments", "list", id, "--after", "here"], 2, "a place"]
        ] as const
        for (const [args, code, reason] of troubles) assert.include((yield* ended(root, code, ...args)).stderr, reason)
      }),
    300_000
  )
})
