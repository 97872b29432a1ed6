import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse, assertNone, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer, Option, Result } from "effect"
import { WrappedKey } from "../src/keys/DataKeys.ts"
import * as GrantRules from "../src/subscriptions/GrantRules.ts"
import type { Payment } from "../src/subscriptions/Payment.ts"
import * as PaymentRules from "../src/subscriptions/PaymentRules.ts"
import { ExternalId, type Purchase, TransactionId } from "../src/subscriptions/Purchase.ts"
import { LineTaken, NotificationKnown } from "../src/subscriptions/PurchaseErrors.ts"
import { NotificationId } from "../src/subscriptions/StoreNotification.ts"
import {
  type HeldPurchase,
  type LedgerEntry,
  type NotificationReceipt,
  SubscriptionLedger
} from "../src/subscriptions/SubscriptionLedger.ts"
import { User } from "../src/users/User.ts"
import { ConcurrentUpdate } from "../src/users/UserErrors.ts"
import { UserStore } from "../src/users/UserStore.ts"
import * as Fixtures from "./Fixtures.ts"
import * as PurchaseFixtures from "./PurchaseFixtures.ts"

const someone = Effect.gen(function* () {
  const user = yield* Fixtures.user
  yield* (yield* UserStore).insert(user)
  return user
})

const receipt = Effect.map(Fixtures.uuid, (id): NotificationReceipt => ({
  provider: "apple",
  id: NotificationId.make(id),
  type: "DID_RENEW",
  receivedAt: Fixtures.at
}))

const paymentsFor = Effect.fnUntraced(function* (purchase: Purchase) {
  return yield* Effect.forEach(PaymentRules.bookingsOf(purchase), (booking) =>
    Effect.map(Fixtures.uuid, (uuid) => PaymentRules.payment(booking, Fixtures.subscription.id, uuid))
  )
})

/** The first step of a line that nobody has: the user as it would be saved next, the purchase and its payment. */
const entryFor = Effect.fnUntraced(function* (user: User, fields: Partial<LedgerEntry> = {}) {
  const held: HeldPurchase = fields.held ?? {
    purchase: yield* PurchaseFixtures.purchase("apple"),
    lookAt: Option.none()
  }
  return {
    user: Fixtures.changed(user, { lastLoginAt: DateTime.add(Fixtures.at, { minutes: user.version }) }),
    held,
    before: Option.none<HeldPurchase>(),
    payments: yield* paymentsFor(held.purchase),
    receipt: Option.none<NotificationReceipt>(),
    ...fields
  } satisfies LedgerEntry
})

const history = Effect.fnUntraced(function* ({ id }: User) {
  return (yield* (yield* SubscriptionLedger).payments(id, 100, Option.none())).payments
})

/** Nothing of the entry was written. */
const assertUnwritten = Effect.fnUntraced(function* ({ held, payments, user }: LedgerEntry) {
  const ledger = yield* SubscriptionLedger
  const stored = yield* (yield* UserStore).find(user.id)
  assertTrue(Option.exists(stored, ({ version }) => version !== user.version))
  const purchases = yield* ledger.purchasesOf(user.id)
  assertFalse(purchases.some(({ purchase }) => purchase.externalId === held.purchase.externalId))
  const ids = new Set((yield* history(user)).map(({ id }) => id))
  assertFalse(payments.some(({ id }) => ids.has(id)))
})

/** Every `SubscriptionLedger` obeys these with the `UserStore` of its users. Real time: an engine may need a retry. */
export const suite = <E>(name: string, layer: Layer.Layer<SubscriptionLedger | UserStore, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`SubscriptionLedger laws: ${name}`, (it) => {
    it.effect("writes the user, the purchase, whose it is, and what was paid, in one step", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        const purchase = yield* PurchaseFixtures.purchase("google", {
          terms: [
            PurchaseFixtures.term("t1", 0, {
              offer: "introductory",
              fate: Option.some({ outcome: "refunded", at: Fixtures.at, statedAt: Fixtures.at }),
              partialRefunds: ["t1@1", "t1@2"].map((id) => ({
                ...PurchaseFixtures.price,
                amountMinor: 300,
                transactionId: TransactionId.make(`${id}-${user.id}`),
                at: Fixtures.at
              }))
            }),
            PurchaseFixtures.term("t2", 1, { price: Option.none() })
          ].map((term) => ({ ...term, transactionId: TransactionId.make(`${term.transactionId}-${user.id}`) })),
          replaces: Option.some(ExternalId.make("the-line-before"))
        })
        const held = { purchase, lookAt: Option.some(DateTime.add(Fixtures.at, { days: 40 })) }
        const entry = yield* entryFor(user, { held, receipt: Option.some(yield* receipt) })
        yield* ledger.record(entry)
        assertEquals(yield* (yield* UserStore).find(user.id), Option.some(entry.user))
        assertEquals(yield* ledger.purchasesOf(user.id), [held])
        assertEquals(yield* ledger.ownerOf(purchase), Option.some(user.id))
        assertEquals(
          entry.payments.map(({ amountMinor }) => amountMinor),
          [999, 300, 300, 399]
        )
        assertEquals(new Set(yield* history(user)), new Set(entry.payments))
      })
    )

    it.effect("knows nothing of whom nothing was written", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        assertEquals(yield* ledger.purchasesOf(user.id), [])
        assertNone(yield* ledger.ownerOf(yield* PurchaseFixtures.purchase("apple")))
        assertEquals(yield* ledger.payments(user.id, 10, Option.none()), { payments: [], next: Option.none() })
        assertFalse(yield* ledger.remains(user.id))
      })
    )

    for (const state of ["Grace", "Paused", "BillingRetry", "Hold", "Pending", "Lapsed"] as const) {
      it.effect(`gives back a purchase in ${state} as it was`, () =>
        Effect.gen(function* () {
          const ledger = yield* SubscriptionLedger
          const user = yield* someone
          const later = DateTime.add(Fixtures.at, { days: 3 })
          const states = {
            Grace: { _tag: "Grace", until: later },
            Paused: { _tag: "Paused", resumesAt: Option.some(later) },
            BillingRetry: { _tag: "BillingRetry" },
            Hold: { _tag: "Hold" },
            Pending: { _tag: "Pending" },
            Lapsed: { _tag: "Lapsed" }
          } as const
          const purchase = yield* PurchaseFixtures.purchase("google", {
            renewal: Option.some({ autoRenew: false, state: states[state], statedAt: later })
          })
          const held = { purchase, lookAt: Option.none() }
          yield* ledger.record(yield* entryFor(user, { held }))
          assertEquals(yield* ledger.purchasesOf(user.id), [held])
        })
      )
    }

    it.effect("ends a repeated step like the first, and counts nothing twice", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        const entry = yield* entryFor(user, { receipt: Option.some(yield* receipt) })
        yield* ledger.record(entry)
        yield* ledger.record(entry)
        assertEquals(yield* history(user), entry.payments)
        // The same statement in a later step: its payments have other names, and are the same.
        const again = yield* entryFor(entry.user, { held: entry.held, before: Option.some(entry.held) })
        yield* ledger.record(again)
        assertEquals(yield* history(user), entry.payments)
        assertEquals(yield* (yield* UserStore).find(user.id), Option.some(again.user))
      })
    )

    it.effect("records of several payments those that are new", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        const first = yield* entryFor(user)
        yield* ledger.record(first)
        const { purchase } = first.held
        const [term] = purchase.terms
        const renewed = {
          ...purchase,
          terms: [...purchase.terms, PurchaseFixtures.term(`${term?.transactionId}-2`, 1)]
        }
        const second = yield* entryFor(first.user, {
          held: { purchase: renewed, lookAt: Option.none() },
          before: Option.some(first.held)
        })
        assertEquals(second.payments.length, 2)
        yield* ledger.record(second)
        assertEquals(
          (yield* history(user)).map(({ transactionId }) => transactionId),
          [`${term?.transactionId}-2`, term?.transactionId]
        )
      })
    )

    it.effect("refuses over a version that was not read, and writes nothing of it", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const store = yield* UserStore
        const user = yield* someone
        yield* store.save(Fixtures.changed(user, { emailVerified: false }))
        const late = yield* entryFor(user)
        // The version of the same number is somebody else's.
        assertEquals(yield* Effect.flip(ledger.record(late)), new ConcurrentUpdate())
        yield* store.save(Fixtures.changed(Fixtures.changed(user, { emailVerified: false }), {}))
        assertEquals(yield* Effect.flip(ledger.record(late)), new ConcurrentUpdate())
        yield* assertUnwritten(late)
        assertNone(yield* ledger.ownerOf(late.held.purchase))
      })
    )

    it.effect("brings nobody back who is erased", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        yield* (yield* UserStore).erase(user)
        assertEquals(yield* Effect.flip(ledger.record(yield* entryFor(user))), new ConcurrentUpdate())
        assertNone(yield* (yield* UserStore).find(user.id))
        assertFalse(yield* ledger.remains(user.id))
      })
    )

    it.effect("never changes the data key, nor puts it back beside the profile", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        const entry = yield* entryFor(user)
        const person = { ...entry.user.person, dataKey: WrappedKey.make("YW5vdGhlciBrZXk=") }
        yield* ledger.record({ ...entry, user: new User({ ...entry.user, person }) })
        assertEquals(yield* (yield* UserStore).find(user.id), Option.some(entry.user))
      })
    )

    it.effect("hears a notification once, whoever it is about", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        const heard = Option.some(yield* receipt)
        const first = yield* entryFor(user, { receipt: heard })
        yield* ledger.record(first)
        const second = yield* entryFor(first.user, { receipt: heard })
        assertEquals(yield* Effect.flip(ledger.record(second)), new NotificationKnown())
        yield* assertUnwritten(second)
        const kept = yield* receipt
        yield* ledger.keep(kept)
        yield* ledger.keep(kept)
        const third = yield* entryFor(first.user, { receipt: Option.some(kept) })
        assertEquals(yield* Effect.flip(ledger.record(third)), new NotificationKnown())
        yield* assertUnwritten(third)
      })
    )

    it.effect("gives a line to one person, also when two ask at once", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const users = yield* Effect.all([someone, someone])
        const held = { purchase: yield* PurchaseFixtures.purchase("apple"), lookAt: Option.none() }
        const entries = yield* Effect.forEach(users, (user) => entryFor(user, { held }))
        const exits = yield* Effect.forEach(entries, (entry) => Effect.result(ledger.record(entry)), {
          concurrency: "unbounded"
        })
        assertEquals(
          exits.flatMap((exit) => (exit._tag === "Failure" ? [exit.failure] : [])),
          [new LineTaken()]
        )
        const loser = exits[0]?._tag === "Failure" ? 0 : 1
        assertEquals(yield* ledger.ownerOf(held.purchase), Option.fromUndefinedOr(users[1 - loser]?.id))
        for (const entry of entries.slice(loser, loser + 1)) yield* assertUnwritten(entry)
      })
    )

    it.effect("shows payments page by page, the newest first, each once", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        const months = [3, 0, 4, 1, 6, 2, 5]
        const purchase = yield* PurchaseFixtures.purchase("apple", {
          terms: months.map((n) => PurchaseFixtures.term(`${user.id}-${n}`, n))
        })
        const entry = yield* entryFor(user, { held: { purchase, lookAt: Option.none() } })
        yield* ledger.record(entry)
        const all: Array<Payment> = []
        let after = Option.none<Payment>()
        for (let page = 0; page < 4; page++) {
          const { next, payments } = yield* ledger.payments(user.id, 3, after)
          all.push(...payments)
          assertEquals(payments.length, page < 2 ? 3 : page === 2 ? 1 : 0)
          assertEquals(Option.isSome(next), page < 2)
          after = Option.fromUndefinedOr(all.at(-1))
        }
        assertEquals(
          all.map(({ transactionId }) => transactionId),
          [6, 5, 4, 3, 2, 1, 0].map((n) => TransactionId.make(`${user.id}-${n}`))
        )
      })
    )

    it.effect("finds what is due, the longest due first, and never what was moved or is done", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const mine = Effect.fnUntraced(function* (user: User, now: DateTime.Utc) {
          const due = yield* ledger.due(now, 1000)
          return due.filter(({ userId }) => userId === user.id)
        })
        const user = yield* someone
        const at = (days: number) => DateTime.add(Fixtures.at, { days })
        const [a, b] = [yield* PurchaseFixtures.purchase("apple"), yield* PurchaseFixtures.purchase("google")]
        const later = yield* entryFor(user, { held: { purchase: a, lookAt: Option.some(at(2)) } })
        yield* ledger.record(later)
        const sooner = yield* entryFor(later.user, { held: { purchase: b, lookAt: Option.some(at(1)) } })
        yield* ledger.record(sooner)
        assertEquals(yield* mine(user, at(0)), [])
        const line = ({ externalId, provider }: Purchase) => ({ externalId, provider })
        assertEquals(yield* mine(user, at(2)), [
          { at: at(1), line: line(b), userId: user.id },
          { at: at(2), line: line(a), userId: user.id }
        ])
        assertEquals((yield* ledger.due(at(2), 1)).length, 1)
        const moved = yield* entryFor(sooner.user, {
          held: { purchase: b, lookAt: Option.some(at(5)) },
          before: Option.some(sooner.held)
        })
        yield* ledger.record(moved)
        const done = yield* entryFor(moved.user, {
          held: { purchase: a, lookAt: Option.none() },
          before: Option.some(later.held)
        })
        yield* ledger.record(done)
        assertEquals(yield* mine(user, at(4)), [])
        const [last] = yield* mine(user, at(5))
        assertEquals(last, { at: at(5), line: line(b), userId: user.id })
      })
    )

    it.effect("keeps what was granted like what was bought: somebody's own, never due, and forgotten with them", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        const grant = { tier: "family", until: DateTime.add(Fixtures.at, { months: 3 }) } as const
        const { purchase } = Result.getOrThrow(GrantRules.given(user, [], grant, Fixtures.at))
        // No rule sets a time for a grant, and no store could be asked.
        const held = { purchase, lookAt: Option.some(Fixtures.at) }
        const entry = yield* entryFor(user, { held })
        assertEquals(entry.payments, [])
        yield* ledger.record(entry)
        assertEquals(yield* ledger.purchasesOf(user.id), [held])
        assertEquals(yield* ledger.ownerOf(purchase), Option.some(user.id))
        const due = yield* ledger.due(Fixtures.at, 1000)
        assertFalse(due.some(({ userId }) => userId === user.id))
        yield* ledger.erase(user.id)
        assertEquals([yield* ledger.remains(user.id), yield* ledger.ownerOf(purchase)], [false, Option.none()])
      })
    )

    it.effect("forgets all of a person, again is fine, and nothing of anybody else", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const [user, bystander] = [yield* someone, yield* someone]
        // More rows than one transaction may have.
        const purchase = (of: User) =>
          PurchaseFixtures.purchase("google", {
            terms: Array.from({ length: 20 }, (_, n) => PurchaseFixtures.term(`${of.id}-${n}`, n))
          })
        let current = user
        for (let line = 0; line < 3; line++) {
          const held = { purchase: yield* purchase(yield* Fixtures.user), lookAt: Option.some(Fixtures.at) }
          const entry = yield* entryFor(current, { held })
          yield* ledger.record(entry)
          current = entry.user
        }
        const kept = yield* entryFor(bystander, {
          held: { purchase: yield* purchase(bystander), lookAt: Option.some(Fixtures.at) }
        })
        yield* ledger.record(kept)
        assertEquals((yield* history(user)).length, 60)
        const [{ purchase: gone } = kept.held] = yield* ledger.purchasesOf(user.id)
        assertTrue(yield* ledger.remains(user.id))
        yield* ledger.erase(user.id)
        yield* ledger.erase(user.id)
        assertFalse(yield* ledger.remains(user.id))
        assertEquals([yield* ledger.purchasesOf(user.id), yield* history(user)], [[], []])
        assertNone(yield* ledger.ownerOf(gone))
        const due = yield* ledger.due(Fixtures.at, 1000)
        assertFalse(due.some(({ userId }) => userId === user.id))
        assertTrue(due.some(({ userId }) => userId === bystander.id))
        assertEquals(yield* ledger.purchasesOf(bystander.id), [kept.held])
        assertEquals((yield* history(bystander)).length, 20)
        // What was the erased person's may be anybody's now, and is paid for anew.
        const heir = yield* entryFor(kept.user, { held: { purchase: gone, lookAt: Option.none() } })
        yield* ledger.record(heir)
        assertEquals((yield* history(bystander)).length, 40)
      })
    )

    it.effect("strikes an appointment that is no longer anybody's, again is fine", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const user = yield* someone
        const { externalId, provider } = yield* PurchaseFixtures.purchase("apple")
        const appointment = { at: Fixtures.at, line: { provider, externalId }, userId: user.id }
        yield* ledger.strike(appointment)
        yield* ledger.strike(appointment)
        const due = yield* ledger.due(Fixtures.at, 1000)
        assertFalse(due.some(({ line }) => line.externalId === externalId))
      })
    )
  })
