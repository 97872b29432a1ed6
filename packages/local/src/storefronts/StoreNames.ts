import { randomBytes, randomInt } from "node:crypto"
import {
  ExternalId,
  type StoreProvider,
  type StorePurchase,
  TransactionId
} from "@serenya/domain/subscriptions/Purchase"

const digits = (length: number) => Array.from({ length }, () => randomInt(10)).join("")

/** A name that the store has given to nothing yet: Apple counts, Google draws. */
export const line = (provider: StoreProvider): ExternalId =>
  ExternalId.make(provider === "apple" ? `2000${digits(12)}` : randomBytes(96).toString("base64url"))

export const transaction = (provider: StoreProvider): TransactionId =>
  TransactionId.make(
    provider === "apple" ? `2000${digits(12)}` : `GPA.${digits(4)}-${digits(4)}-${digits(4)}-${digits(5)}`
  )

/** A renewal's: Google numbers those of one line. */
export const renewal = ({ provider, terms }: StorePurchase): TransactionId => {
  const [first] = terms
  return provider === "apple" || first === undefined
    ? transaction(provider)
    : TransactionId.make(`${first.transactionId}..${terms.length - 1}`)
}
