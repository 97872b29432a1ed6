import { Context, Effect, Layer, Redacted } from "effect"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import { ConsentProof } from "../consents/ConsentProof.ts"
import { DocumentVault } from "../jobs/DocumentVault.ts"
import type { JobId } from "../jobs/JobId.ts"
import type { Caller } from "../sessions/Caller.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { Entitlement } from "../subscriptions/Entitlement.ts"
import type { PremiumRequired } from "../subscriptions/SubscriptionErrors.ts"
import { count } from "../telemetry/Meter.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import type * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { unchanged, updateCaller } from "../users/UserUpdates.ts"
import { encodeRequest, type ReportRequest } from "./ReportRequest.ts"
import * as ReportRequestRules from "./ReportRequestRules.ts"

/** Takes requests for a doctor's report, each as the beginning of a job. */
export class DoctorReports extends Context.Service<
  DoctorReports,
  {
    /** Counts no document. The data waits in the vault until the job is done. */
    request(
      caller: Caller,
      request: ReportRequest
    ): Effect.Effect<JobId, PremiumRequired | ConsentRequired | UserRules.NotAdmitted | ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/report/DoctorReports") {
  static readonly layer = Layer.effect(
    DoctorReports,
    Effect.gen(function* () {
      const users = yield* UserStore
      const vault = yield* DocumentVault
      const ids = yield* RandomIds

      const request = Effect.fn("DoctorReports.request")(function* (caller: Caller, asked: ReportRequest) {
        const random = yield* ids.token(16)
        const jobId = yield* updateCaller(
          users,
          caller,
          Effect.fnUntraced(function* (user, now) {
            const entitlement = yield* Effect.fromResult(Entitlement.require(user, "doctor_report", now))
            const consent = yield* Effect.fromResult(ConsentProof.prove(user))
            return unchanged(ReportRequestRules.begin(consent, entitlement, now, random))
          })
        )
        const text = yield* Effect.orDie(encodeRequest(asked))
        yield* vault.submit(jobId, Redacted.make(text, { label: "health data" }))
        yield* count("ReportsRequested")
        return jobId
      })

      return DoctorReports.of({ request })
    })
  )
}
