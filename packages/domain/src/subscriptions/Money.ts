import { Schema } from "effect"

/** ISO 4217, upper case. */
export const Currency = Schema.String.check(
  Schema.isPattern(/^[A-Z]{3}$/, { expected: "an ISO 4217 currency code" })
).pipe(Schema.brand("Currency"))
export type Currency = typeof Currency.Type

/** An amount in the currency's own smallest unit: cents of a euro, whole yen, fils of a dinar. Never a fraction. */
export const Money = Schema.Struct({ amountMinor: Schema.Int, currency: Currency })
export type Money = typeof Money.Type
