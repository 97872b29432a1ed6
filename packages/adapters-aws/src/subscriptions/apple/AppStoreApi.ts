import { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { ExternalId } from "@serenya/domain/subscriptions/Purchase"
import { Effect, Option, Schema } from "effect"
import { type StoreAnswer, storeCall, unanswerable } from "../StoreCall.ts"
import type { StoreCredentials } from "../StoreCredentials.ts"
import * as AnsweredAppleData from "./AnsweredAppleData.ts"
import type { RenewalClaims, TransactionClaims } from "./AppleClaims.ts"
import type { AppleSettings } from "./AppleSettings.ts"
import * as AppStoreToken from "./AppStoreToken.ts"

const operation = "AppStoreApi.lastTransaction"

const Signed = Schema.Struct({
  originalTransactionId: Schema.String,
  signedTransactionInfo: Schema.String,
  signedRenewalInfo: Schema.String
})

/** Get All Subscription Statuses: of each subscription group the last transaction of each line. */
const Statuses = Schema.Struct({
  environment: Schema.String,
  bundleId: Schema.String,
  data: Schema.Array(Schema.Struct({ lastTransactions: Schema.Array(Signed) }))
})
const decodeStatuses = Schema.decodeUnknownOption(Statuses)

/** The last transaction of a line, and what comes after it. */
export interface LastTransaction {
  readonly transaction: TransactionClaims
  readonly renewal: RenewalClaims
}

const Refusal = Schema.Struct({ errorCode: Schema.Int })
const decodeRefusal = Schema.decodeUnknownOption(Refusal)

/** Apple's own codes: no such account or transaction here, and those that mean "not now". */
const unknownLine = new Set([4040001, 4040005, 4040010, 4000006])
const notNow = new Set([4040002, 4040004, 4040006])

const codeOf = ({ body }: StoreAnswer): number =>
  Option.match(decodeRefusal(body), { onNone: () => 0, onSome: ({ errorCode }) => errorCode })

const later = (code: number) =>
  new Unavailable({ resource: "store", operation, retryable: true, cause: new Error(`The App Store answered ${code}`) })

/** The App Store Server API, as far as it is asked. */
export const make = ({ apiUrl, bundleId, environment }: AppleSettings, credentials: StoreCredentials["Service"]) => {
  const token = AppStoreToken.make(bundleId)

  const isOurs = ({ transaction }: LastTransaction) =>
    transaction.bundleId === bundleId && transaction.environment.toLowerCase() === environment

  /** What the App Store says of a line now; none where it knows none. */
  const lastTransaction = Effect.fn(operation)(function* (externalId: ExternalId) {
    const authorization = `Bearer ${yield* token(yield* credentials.apple)}`
    const url = new URL(`/inApps/v1/subscriptions/${encodeURIComponent(externalId)}`, apiUrl)
    const answer = yield* storeCall(operation, { url, headers: { authorization } })
    if (answer.status !== 200) {
      const code = codeOf(answer)
      if (unknownLine.has(code)) return Option.none<LastTransaction>()
      return yield* notNow.has(code) ? later(code) : unanswerable(operation, answer)
    }
    const statuses = decodeStatuses(answer.body)
    if (Option.isNone(statuses) || statuses.value.bundleId !== bundleId) return yield* unanswerable(operation, answer)
    const all = statuses.value.data.flatMap(({ lastTransactions }) => lastTransactions)
    const signed = all.find(({ originalTransactionId }) => originalTransactionId === externalId)
    if (signed === undefined) return Option.none<LastTransaction>()
    const found = AnsweredAppleData.lastTransaction(signed)
    if (!Option.exists(found, isOurs)) return yield* unanswerable(operation, answer)
    return found
  })

  return { lastTransaction }
}
