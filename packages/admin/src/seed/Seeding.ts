import * as LedgerRules from "@serenya/domain/subscriptions/LedgerRules"
import * as PaymentRules from "@serenya/domain/subscriptions/PaymentRules"
import type { StorePurchase } from "@serenya/domain/subscriptions/Purchase"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import { EmailIndex } from "@serenya/domain/users/EmailIndex"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { UserStore } from "@serenya/domain/users/UserStore"
import { trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import type * as Progress from "../cli/Progress.ts"
import { type Invented, uuidOf } from "./Invented.ts"
import { purchaseOf } from "./InventedPurchase.ts"
import { idOf, inTheClear, userOf } from "./InventedUser.ts"

/** What seeding came to: who was written and who was there, and what they bought and paid. */
export interface Seeded {
  readonly created: number
  readonly present: number
  readonly purchases: number
  readonly payments: number
}

const none: Seeded = { created: 0, present: 0, purchases: 0, payments: 0 }
const parallel = 8

const register = Effect.fnUntraced(function* (invented: Invented) {
  const store = yield* UserStore
  const id = idOf(invented)
  if (Option.isSome(yield* store.find(id))) return false
  const person = inTheClear(invented)
  const sealed = yield* (yield* PersonalDataCipher).seal(id, person)
  const emailKey = yield* (yield* EmailIndex).keyOf(person.email)
  yield* store.insert(userOf(invented, sealed, emailKey))
  return true
})

/** Enters the purchase as the ledger's own rules would when it was stated, unless it is entered. */
const buy = Effect.fnUntraced(function* (invented: Invented, purchase: StorePurchase) {
  const ledger = yield* SubscriptionLedger
  const user = yield* Effect.flatMap((yield* UserStore).find(idOf(invented)), Effect.fromOption)
  const held = yield* ledger.purchasesOf(user.id)
  const statedAt = Option.match(purchase.renewal, { onNone: () => user.createdAt, onSome: ({ statedAt }) => statedAt })
  const isKnown = Option.isSome(LedgerRules.heldOf(held, purchase))
  const step = isKnown ? Option.none() : LedgerRules.enter(user, held, [{ purchase, basis: "fetched" }], statedAt)
  if (Option.isNone(step)) return 0
  const { bookings, ...entry } = step.value
  const payments = bookings.map((booking, i) =>
    PaymentRules.payment(booking, user.subscription.id, uuidOf(invented, `payment ${i}`))
  )
  yield* ledger.record({ ...entry, payments, receipt: Option.none() })
  return payments.length
})

const one = Effect.fnUntraced(function* (invented: Invented) {
  const isNew = yield* register(invented)
  const purchase = purchaseOf(invented)
  const payments = Option.isSome(purchase) ? yield* buy(invented, purchase.value) : 0
  return { created: isNew ? 1 : 0, present: isNew ? 0 : 1, purchases: payments > 0 ? 1 : 0, payments }
})

/** Writes the first `count` people of a seed who are not there. Killed or again, it ends the same. */
export const run = Effect.fn("Seeding.run")(function* (seed: number, count: number, watch: Progress.Watch) {
  let done = 0
  const numbers = Array.from({ length: count }, (_, i) => i + 1)
  const seeded = yield* Effect.forEach(numbers, (number) => Effect.tap(one({ seed, number }), () => watch(++done)), {
    concurrency: parallel
  }).pipe(
    Effect.catchTag(["EmailAlreadyRegistered", "IdentityAlreadyRegistered"], (refusal) =>
      Effect.fail(trouble(`Somebody else has what an invented person is to have: ${refusal.message}.`))
    )
  )
  return seeded.reduce(
    (sum, { created, payments, present, purchases }): Seeded => ({
      created: sum.created + created,
      present: sum.present + present,
      purchases: sum.purchases + purchases,
      payments: sum.payments + payments
    }),
    none
  )
})
