import { type Payment, PaymentPosition } from "@serenya/domain/subscriptions/Payment"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import { UserNotFound } from "@serenya/domain/users/UserErrors"
import { UserStore } from "@serenya/domain/users/UserStore"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { moment } from "../cli/Moment.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { render } from "../cli/Table.ts"
import * as Subscribing from "../stack/Subscribing.ts"
import { masked } from "../subscriptions/Masked.ts"
import { person } from "../subscriptions/Person.ts"

const limit = Flag.Int("limit").pipe(
  Flag.withDescription("At most so many"),
  Flag.filter(
    (value) => value >= 1 && value <= 100,
    () => "a number from 1 to 100"
  ),
  Flag.withDefault(20)
)

const decodePosition = Schema.decodeUnknownOption(Schema.toCodecJson(PaymentPosition))

/** `2026-03-01T00:00:00.000Z/019…`: where a page ended. */
const positionIn = (text: string): Option.Option<PaymentPosition> => {
  const [processedAt, id] = text.split("/")
  return decodePosition({ processedAt, id })
}

const nameOf = ({ id, processedAt }: PaymentPosition): string => `${DateTime.formatIso(processedAt)}/${id}`

const after = Flag.String("after").pipe(
  Flag.withMetavar("PLACE"),
  Flag.withDescription("Go on where a page ended: what it says of the next one"),
  Flag.filterMap(positionIn, () => "a place as the page before said it"),
  Flag.optional
)

const columns = [
  { title: "at" },
  { title: "kind" },
  { title: "minor units", align: "right" },
  { title: "currency" },
  { title: "status" },
  { title: "store" },
  { title: "transaction" }
] as const

const row = (payment: Payment): ReadonlyArray<string> => [
  moment(payment.processedAt),
  payment.kind,
  String(payment.amountMinor),
  payment.currency,
  payment.status,
  payment.provider,
  masked(payment.transactionId)
]

const object = (payment: Payment) => ({
  id: payment.id,
  at: DateTime.formatIso(payment.processedAt),
  kind: payment.kind,
  amount_minor: payment.amountMinor,
  currency: payment.currency,
  status: payment.status,
  store: payment.provider,
  transaction: masked(payment.transactionId)
})

export const list = Command.make(
  "list",
  { person, limit, after, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ after, json, limit, person, place }) {
    const page = yield* Effect.gen(function* () {
      if (Option.isNone(yield* (yield* UserStore).find(person))) return yield* new UserNotFound()
      return yield* (yield* SubscriptionLedger).payments(person, limit, after)
    }).pipe(Effect.provide(Subscribing.layer(place)), explained)
    const next = Option.map(page.next, nameOf)
    yield* print(json, {
      object: { user_id: person, payments: page.payments.map(object), next: Option.getOrNull(next) },
      lines: (width) => [
        ...(page.payments.length === 0 ? ["No payment."] : render(columns, page.payments.map(row), width)),
        ...Option.toArray(Option.map(next, (place) => `More: --after ${place}`))
      ]
    })
  })
).pipe(
  Command.withDescription("What a person paid and got back, the newest first, in the currency's smallest unit"),
  Command.withExamples([
    {
      command: "pnpm admin payments list 019845e1-682f-7b02-a706-3b2422d13aec --limit 50",
      description: "Charges, refunds, disputes; ids at the stores are masked"
    }
  ])
)
