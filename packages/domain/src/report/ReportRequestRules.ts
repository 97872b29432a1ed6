import type { DateTime } from "effect"
import type { ConsentProof } from "../consents/ConsentProof.ts"
import { type JobId, makeJobId } from "../jobs/JobId.ts"
import type { Entitlement } from "../subscriptions/Entitlement.ts"

/** No consent and no paid tier, no report: the arguments are the checks. `random` as for `makeJobId`. */
export const begin = (
  consent: ConsentProof,
  _: Entitlement<"doctor_report">,
  at: DateTime.Utc,
  random: string
): JobId => makeJobId("report", consent.userId, at, random)
