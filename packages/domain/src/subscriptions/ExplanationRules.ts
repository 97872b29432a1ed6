import { type DateTime, Struct } from "effect"
import { standings } from "./EntitlementRules.ts"
import type { Coverage } from "./Plan.ts"
import type { Line, Purchase, Term } from "./Purchase.ts"
import type { Standing } from "./StandingRules.ts"

/** Where one line stands, by which statement, and whether it is the one that counts. */
export interface Evidence
  extends
    Line,
    Coverage,
    Pick<Term, "transactionId" | "productId" | "statedAt">,
    Pick<Standing, "state" | "status" | "entitles" | "until" | "autoRenew"> {
  readonly counts: boolean
}

/** Why an entitlement is what it is: the rule, and every line that was stated, where it stands at `clock`, the one that counts first. */
export interface Explanation {
  readonly clock: DateTime.Utc
  readonly rule: string
  readonly evidence: ReadonlyArray<Evidence>
}

/** The rule of SPEC 1, and the one that chooses among lines. */
const rule =
  "A paid tier counts while its status is active or cancelled and its end is after the clock. " +
  "Of several purchases the one that entitles longest counts."

const evidenceOf = (standing: Standing, index: number): Evidence => ({
  provider: standing.purchase.provider,
  externalId: standing.purchase.externalId,
  ...standing.plan,
  ...Struct.pick(standing.term, ["transactionId", "productId", "statedAt"]),
  ...Struct.pick(standing, ["state", "status", "entitles", "until", "autoRenew"]),
  counts: index === 0
})

/** What is told to the person and to an operator alike. */
export const explain = (purchases: ReadonlyArray<Purchase>, clock: DateTime.Utc): Explanation => ({
  clock,
  rule,
  evidence: standings(purchases, clock).map(evidenceOf)
})
