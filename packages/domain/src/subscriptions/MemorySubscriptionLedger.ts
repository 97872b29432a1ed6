import { Array, Context, DateTime, Effect, Layer, Option, Order, Struct } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import { MemoryUsers } from "../users/MemoryUserStore.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import type { Payment } from "./Payment.ts"
import * as PaymentRules from "./PaymentRules.ts"
import { isOfStore, type Line, lineOf } from "./Purchase.ts"
import { LineTaken, NotificationKnown } from "./PurchaseErrors.ts"
import {
  type Appointment,
  type HeldPurchase,
  type LedgerEntry,
  type NotificationReceipt,
  SubscriptionLedger
} from "./SubscriptionLedger.ts"

/** Everything that the ledger holds, row by row, as text: for tests that look for traces of somebody. */
export class MemoryLedgerRows extends Context.Service<
  MemoryLedgerRows,
  { readonly all: Effect.Effect<ReadonlyArray<string>> }
>()("@serenya/domain/subscriptions/MemorySubscriptionLedger/MemoryLedgerRows") {}

interface Held extends HeldPurchase {
  readonly owner: UserId
}

interface Paid extends Payment {
  readonly owner: UserId
}

const keyOf = ({ externalId, provider }: Line): string => `${provider}#${externalId}`
const receiptKey = ({ id, provider }: Pick<NotificationReceipt, "id" | "provider">): string => `${provider}#${id}`

const earliestFirst = Order.combine(
  Order.mapInput(DateTime.Order, ({ at }: Appointment) => at),
  Order.mapInput(Order.String, ({ line }: Appointment) => keyOf(line))
)

const appointmentOf = ({ lookAt, owner, purchase }: Held): Option.Option<Appointment> =>
  isOfStore(purchase) ? Option.map(lookAt, (at) => ({ at, line: lineOf(purchase), userId: owner })) : Option.none()

/** Purchases and payments beside the users of this process: the reference that every other `SubscriptionLedger` is measured against. */
export const layer = Layer.effectContext(
  Effect.gen(function* () {
    const users = yield* MemoryUsers
    const held = new Map<string, Held>()
    const paid = new Map<string, Paid>()
    const receipts = new Map<string, NotificationReceipt>()

    const ownedBy = <A extends { readonly owner: UserId }>(rows: ReadonlyMap<string, A>, userId: UserId) =>
      [...rows.values()].filter(({ owner }) => owner === userId)

    const put = ({ held: next, payments, receipt, user }: LedgerEntry) => {
      held.set(keyOf(next.purchase), { ...next, owner: user.id })
      for (const payment of payments) {
        const key = PaymentRules.bookingKey(payment)
        if (!paid.has(key)) paid.set(key, { ...payment, owner: user.id })
      }
      if (Option.isSome(receipt)) receipts.set(receiptKey(receipt.value), receipt.value)
    }

    const record = (entry: LedgerEntry): Effect.Effect<void, ConcurrentUpdate | NotificationKnown | LineTaken> => {
      const { held: next, receipt, user } = entry
      if (users.holds(user)) return Effect.void
      if (!users.admits(user)) return users.save(user)
      if (Option.exists(receipt, (mine) => receipts.has(receiptKey(mine)))) return Effect.fail(new NotificationKnown())
      const owner = held.get(keyOf(next.purchase))?.owner
      if (owner !== undefined && owner !== user.id) return Effect.fail(new LineTaken())
      return Effect.tap(users.save(user), () => Effect.sync(() => put(entry)))
    }

    const remains = (userId: UserId) => ownedBy(held, userId).length + ownedBy(paid, userId).length > 0

    const ledger = SubscriptionLedger.of({
      purchasesOf: (userId) =>
        interleaved(() =>
          Effect.succeed(ownedBy(held, userId).map(({ lookAt, purchase }): HeldPurchase => ({ purchase, lookAt })))
        ),
      ownerOf: (line) => interleaved(() => Effect.succeed(Option.fromUndefinedOr(held.get(keyOf(line))?.owner))),
      record: (entry) => interleaved(() => record(entry)),
      keep: (receipt) =>
        interleaved(() => {
          const key = receiptKey(receipt)
          if (!receipts.has(key)) receipts.set(key, receipt)
          return Effect.void
        }),
      payments: (userId, limit, after) =>
        interleaved(() => {
          const all = Array.sort(ownedBy(paid, userId), PaymentRules.newestFirst).map((payment): Payment =>
            Struct.omit(payment, ["owner"])
          )
          const rest = Option.match(after, {
            onNone: () => all,
            onSome: (position) => all.filter((payment) => PaymentRules.newestFirst(payment, position) > 0)
          })
          const payments = rest.slice(0, limit)
          const next = Option.filter(Array.last(payments), () => rest.length > limit)
          return Effect.succeed({ payments, next: Option.map(next, ({ id, processedAt }) => ({ id, processedAt })) })
        }),
      due: (now, limit) =>
        interleaved(() => {
          const all = [...held.values()].flatMap((one) => Option.toArray(appointmentOf(one)))
          const due = all.filter(({ at }) => DateTime.isLessThanOrEqualTo(at, now))
          return Effect.succeed(Array.sort(due, earliestFirst).slice(0, limit))
        }),
      // Here a purchase is its own appointment.
      strike: () => interleaved(() => Effect.void),
      erase: (userId) =>
        interleaved(() => {
          for (const [key, { owner }] of held) if (owner === userId) held.delete(key)
          for (const [key, { owner }] of paid) if (owner === userId) paid.delete(key)
          return Effect.void
        }),
      remains: (userId) => interleaved(() => Effect.succeed(remains(userId)))
    })

    const all = Effect.sync(() =>
      [...held.values(), ...paid.values(), ...receipts.values()].map((row) => JSON.stringify(row))
    )
    return Context.make(SubscriptionLedger, ledger).pipe(Context.add(MemoryLedgerRows, MemoryLedgerRows.of({ all })))
  })
)
