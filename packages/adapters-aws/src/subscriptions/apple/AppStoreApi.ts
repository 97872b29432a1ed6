import type { ExternalId } from "@serenya/domain/subscriptions/Purchase"
import { Effect, Option, Schema } from "effect"
import { unanswerable } from "../StoreCall.ts"
import type { StoreCredentials } from "../StoreCredentials.ts"
import * as AnsweredAppleData from "./AnsweredAppleData.ts"
import type { RenewalClaims, TransactionClaims } from "./AppleClaims.ts"
import type { AppleSettings } from "./AppleSettings.ts"
import { maxTerms } from "./AppleStatementRules.ts"
import * as AppStoreCall from "./AppStoreCall.ts"

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

const onPage = { bundleId: Schema.String, signedTransactions: Schema.Array(Schema.String) }

/** Get Transaction History: twenty transactions of a customer of ours, and the `revision` to ask for the next ones by. */
const HistoryPage = Schema.Union([
  Schema.Struct({ ...onPage, hasMore: Schema.Literal(true), revision: Schema.NonEmptyString }),
  Schema.Struct({ ...onPage, hasMore: Schema.Literal(false) })
])
const decodePage = Schema.decodeUnknownOption(HistoryPage)

/** A customer's history is read no further than this: a hundred transactions of all their lines. */
const maxPages = 5

/** The last transaction of a line, and what comes after it. */
export interface LastTransaction {
  readonly transaction: TransactionClaims
  readonly renewal: RenewalClaims
}

/** A page of a history, and the revision of the next one. */
interface Page {
  readonly transactions: ReadonlyArray<TransactionClaims>
  readonly next: Option.Option<string>
}

/** The App Store Server API, as far as it is asked. */
export const make = (settings: AppleSettings, credentials: StoreCredentials["Service"]) => {
  const { bundleId, environment } = settings
  const call = AppStoreCall.make(settings, credentials)

  const isOurs = (transaction: TransactionClaims) =>
    transaction.bundleId === bundleId && transaction.environment.toLowerCase() === environment

  /** What the App Store says of a line now; none where it knows none. */
  const lastTransaction = Effect.fn("AppStoreApi.lastTransaction")(function* (externalId: ExternalId) {
    const operation = "AppStoreApi.lastTransaction"
    const answer = yield* call(operation, `/inApps/v1/subscriptions/${encodeURIComponent(externalId)}`)
    if (Option.isNone(answer)) return Option.none<LastTransaction>()
    const statuses = decodeStatuses(answer.value.body)
    if (Option.isNone(statuses) || statuses.value.bundleId !== bundleId)
      return yield* unanswerable(operation, answer.value)
    const all = statuses.value.data.flatMap(({ lastTransactions }) => lastTransactions)
    const signed = all.find(({ originalTransactionId }) => originalTransactionId === externalId)
    if (signed === undefined) return Option.none<LastTransaction>()
    const found = AnsweredAppleData.lastTransaction(signed)
    if (!Option.exists(found, ({ transaction }) => isOurs(transaction)))
      return yield* unanswerable(operation, answer.value)
    return found
  })

  const pageOf = Effect.fnUntraced(function* (externalId: ExternalId, revision: Option.Option<string>) {
    const operation = "AppStoreApi.history"
    const query = new URLSearchParams({ sort: "DESCENDING", productType: "AUTO_RENEWABLE" })
    if (Option.isSome(revision)) query.set("revision", revision.value)
    const answer = yield* call(operation, `/inApps/v2/history/${encodeURIComponent(externalId)}?${query.toString()}`)
    if (Option.isNone(answer)) return { transactions: [], next: Option.none() } satisfies Page
    const page = Option.filter(decodePage(answer.value.body), (page) => page.bundleId === bundleId)
    const read = Option.flatMap(page, ({ signedTransactions }) =>
      Option.all(signedTransactions.map(AnsweredAppleData.transaction))
    )
    if (Option.isNone(page) || Option.isNone(read) || !read.value.every(isOurs))
      return yield* unanswerable(operation, answer.value)
    const next = page.value.hasMore ? Option.some(page.value.revision) : Option.none()
    return { transactions: read.value, next } satisfies Page
  })

  /** A line's transactions, what changed last first: as many as a statement may have, fewer where the history or our patience ends. */
  const history = Effect.fn("AppStoreApi.history")(function* (externalId: ExternalId) {
    const found: Array<TransactionClaims> = []
    let revision = Option.none<string>()
    for (let pages = 0; pages < maxPages && found.length < maxTerms; pages++) {
      const { next, transactions } = yield* pageOf(externalId, revision)
      found.push(...transactions.filter(({ originalTransactionId }) => originalTransactionId === externalId))
      if (Option.isNone(next)) break
      revision = next
    }
    return found
  })

  return { lastTransaction, history }
}
