import type { Found, Lookup } from "@serenya/domain/migration/MigrationTarget"
import { Effect, Exit, Option } from "effect"
import type { Item } from "../dynamo/AttributeValue.ts"
import { ownerIn } from "../subscriptions/LedgerGuards.ts"
import * as PaymentItem from "../subscriptions/PaymentItem.ts"
import * as DataKeyItem from "../users/DataKeyItem.ts"
import * as ProfileItem from "../users/ProfileItem.ts"
import * as MoverItems from "./MoverItems.ts"

/** What the items that were read say of one person. */
export const foundOf = Effect.fnUntraced(function* (lookup: Lookup, at: (key: Item) => Item | undefined) {
  const [profileKey, dataKeyKey, identityKey, emailKey, ...paymentKeys] = MoverItems.keysOf(lookup)
  const item = (key: Item | undefined) =>
    Option.flatMap(Option.fromUndefinedOr(key), (key) => Option.fromUndefinedOr(at(key)))
  const own = [...Option.toArray(item(profileKey)), ...Option.toArray(item(dataKeyKey))]
  const user = yield* Effect.exit(Effect.transposeOption(Option.map(DataKeyItem.together(own), ProfileItem.decode)))
  const holder = (key: Item | undefined) =>
    Option.map(Option.flatMap(item(key), ownerIn), ({ user_id }) => String(user_id))
  const payments = yield* Effect.forEach(lookup.payments, (_, i) =>
    Effect.exit(Effect.transposeOption(Option.map(item(paymentKeys[2 * i]), PaymentItem.decode))).pipe(
      Effect.map((payment) => ({
        payment: Exit.isSuccess(payment) ? payment.value : Option.none(),
        holder: holder(paymentKeys[2 * i + 1])
      }))
    )
  )
  return {
    user: Exit.isSuccess(user) ? user.value : Option.none(),
    unreadable: Exit.isFailure(user),
    identityHolder: holder(identityKey),
    emailHolder: holder(emailKey),
    payments
  } satisfies Found
})
