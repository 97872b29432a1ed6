import * as Catalogue from "@serenya/domain/subscriptions/Catalogue"
import { Currency, type Money } from "@serenya/domain/subscriptions/Money"
import * as MoneyRules from "@serenya/domain/subscriptions/MoneyRules"
import {
  ExternalId,
  type Fate,
  type StoreLine,
  type Renewal,
  RenewalState,
  type Term,
  TransactionId
} from "@serenya/domain/subscriptions/Purchase"
import { merge } from "@serenya/domain/subscriptions/PurchaseRules"
import { StoreStatement } from "@serenya/domain/subscriptions/StoreStatement"
import { UserId } from "@serenya/domain/users/UserId"
import { Option, Result, Schema } from "effect"
import type { RenewalClaims, TransactionClaims } from "./AppleClaims.ts"

const decodeLine = Schema.decodeUnknownOption(ExternalId)
const decodeOwner = Schema.decodeUnknownOption(UserId)
const decodeCurrency = Schema.decodeUnknownOption(Currency)
const decodeTransactionId = Schema.decodeUnknownOption(TransactionId)

/** None for what is bought once: it is no line. */
const lineOf = ({ originalTransactionId, type }: TransactionClaims): Option.Option<StoreLine> =>
  type === "Auto-Renewable Subscription"
    ? Option.map(decodeLine(originalTransactionId), (externalId) => ({ provider: "apple", externalId }))
    : Option.none()

const priceOf = ({ currency, price }: TransactionClaims): Option.Option<Money> =>
  price === undefined
    ? Option.none()
    : Option.map(decodeCurrency(currency), (currency) => MoneyRules.ofMilliunits(BigInt(price), currency))

/** `offerType`: 1 introductory, 2 promotional, 3 offer code, 4 win-back. */
const offerOf = ({ offerDiscountType, offerType }: TransactionClaims): Term["offer"] => {
  if (offerType === undefined) return "none"
  if (offerDiscountType === "FREE_TRIAL") return "trial"
  return offerType === 1 ? "introductory" : "promotional"
}

/** A revocation takes a bought term back for money, and a shared one for nothing. */
const fateOf = (claims: TransactionClaims): Fate => {
  const { inAppOwnershipType, isUpgraded = false, purchaseDate, revocationDate, signedDate: statedAt } = claims
  if (revocationDate !== undefined) {
    const outcome = inAppOwnershipType === "FAMILY_SHARED" ? "revoked" : "refunded"
    return { outcome, at: revocationDate, statedAt }
  }
  if (isUpgraded) return { outcome: "upgraded", at: statedAt, statedAt }
  return { outcome: "running", at: purchaseDate, statedAt }
}

const termOf = (claims: TransactionClaims): Option.Option<Term> =>
  Option.gen(function* () {
    const end = yield* Option.fromUndefinedOr(claims.expiresDate)
    return {
      transactionId: yield* decodeTransactionId(claims.transactionId),
      productId: claims.productId,
      plan: yield* Catalogue.planOf("apple", claims.productId),
      start: claims.purchaseDate,
      end,
      price: priceOf(claims),
      offer: offerOf(claims),
      statedAt: claims.signedDate,
      fate: Option.some(fateOf(claims)),
      partialRefunds: []
    }
  })

const stateOf = ({
  expirationIntent,
  gracePeriodExpiresDate: until,
  isInBillingRetryPeriod = false
}: RenewalClaims): RenewalState => {
  if (isInBillingRetryPeriod)
    return until === undefined ? RenewalState.cases.BillingRetry.make({}) : RenewalState.cases.Grace.make({ until })
  return expirationIntent === undefined ? RenewalState.cases.Renewing.make({}) : RenewalState.cases.Lapsed.make({})
}

const renewalOf = (claims: RenewalClaims): Renewal => ({
  autoRenew: claims.autoRenewStatus === 1,
  state: stateOf(claims),
  statedAt: claims.signedDate
})

/** What a transaction, with its renewal where there is one, states of its line. */
export const statementOf = (
  transaction: TransactionClaims,
  renewal: Option.Option<RenewalClaims>
): Result.Result<StoreStatement, "unverifiable" | "unknown_product"> => {
  const line = lineOf(transaction)
  if (Option.isNone(line)) return Result.fail("unverifiable")
  const term = termOf(transaction)
  if (Option.isNone(term)) return Result.fail("unknown_product")
  return Result.succeed(
    new StoreStatement({
      purchase: {
        ...line.value,
        terms: [term.value],
        renewal: Option.map(
          Option.filter(renewal, ({ originalTransactionId }) => originalTransactionId === line.value.externalId),
          renewalOf
        ),
        replaces: Option.none(),
        acknowledged: true
      },
      owner: decodeOwner(transaction.appAccountToken?.toLowerCase()),
      basis: "signed"
    })
  )
}

/** As many terms as one statement may have. */
export const maxTerms = 20

/** The statement with the terms of its line's own history, which is taken from the front until there are as many as may be. */
export const withHistory = (statement: StoreStatement, history: ReadonlyArray<TransactionClaims>): StoreStatement => {
  const purchase = history.reduce((known, transaction) => {
    const stated = Result.getSuccess(statementOf(transaction, Option.none()))
    const next = Option.match(stated, { onNone: () => known, onSome: ({ purchase }) => merge(known, purchase) })
    return next.terms.length > maxTerms ? known : next
  }, statement.purchase)
  return new StoreStatement({ ...statement, purchase })
}

/** A refund that was taken back shows by its notification alone: the transaction looks as if there had been none. */
export const refundReversed = (statement: StoreStatement): StoreStatement =>
  new StoreStatement({
    ...statement,
    purchase: {
      ...statement.purchase,
      terms: statement.purchase.terms.map((term) => ({
        ...term,
        fate: Option.map(term.fate, (fate) =>
          fate.outcome === "running" ? { ...fate, outcome: "refund_reversed" as const, at: fate.statedAt } : fate
        )
      }))
    }
  })
