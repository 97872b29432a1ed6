import { Context, DateTime, Effect, Layer } from "effect"
import { DocumentTooLarge, UnsupportedDocument } from "../analysis/AnalysisErrors.ts"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import { ConsentProof } from "../consents/ConsentProof.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Caller } from "../sessions/Caller.ts"
import { type SessionExpired, SessionRevoked } from "../sessions/SessionErrors.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UsageLimitReached } from "../subscriptions/SubscriptionErrors.ts"
import * as UsageRules from "../subscriptions/UsageRules.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, updateUser } from "../users/UserUpdates.ts"
import { type AnnouncedDocument, DocumentVault, maxDocumentBytes, type UploadGrant } from "./DocumentVault.ts"
import { type JobId, makeJobId } from "./JobId.ts"
import * as JobRules from "./JobRules.ts"

/** A job that awaits its document. */
export interface GrantedUpload {
  readonly jobId: JobId
  readonly grant: UploadGrant
}

/** Admits documents, each as the beginning of a job. */
export class Uploads extends Context.Service<
  Uploads,
  {
    /** Reserves one document of the period and admits its upload; the reservation lapses with the job. */
    grant(
      caller: Caller,
      document: AnnouncedDocument
    ): Effect.Effect<
      GrantedUpload,
      | UnsupportedDocument
      | DocumentTooLarge
      | ConsentRequired
      | UsageLimitReached
      | AccountNotActive
      | SessionExpired
      | SessionRevoked
      | ConcurrentUpdate
      | Unavailable
    >
  }
>()("@serenya/domain/jobs/Uploads") {
  static readonly layer = Layer.effect(
    Uploads,
    Effect.gen(function* () {
      const users = yield* UserStore
      const vault = yield* DocumentVault
      const ids = yield* RandomIds

      const grant = Effect.fn("Uploads.grant")(function* (caller: Caller, document: AnnouncedDocument) {
        if (document.size === 0) return yield* new UnsupportedDocument({ reason: "empty" })
        if (document.size > maxDocumentBytes) return yield* new DocumentTooLarge({ limit: maxDocumentBytes })
        const random = yield* ids.token(16)
        const { jobId, createdAt } = yield* updateUser(
          users,
          users.find(caller.userId),
          Effect.fnUntraced(function* (found, now) {
            const user = yield* Effect.fromResult(UserRules.admit(found, caller, now))
            const proof = yield* Effect.fromResult(ConsentProof.prove(user))
            const jobId = makeJobId("result", proof.userId, now, random)
            const lapsesAt = DateTime.add(now, JobRules.runWindow)
            const subscription = yield* Effect.fromResult(UsageRules.reserve(user.subscription, jobId, lapsesAt, now))
            return changed(UserRules.change(user, { subscription }, now), { jobId, createdAt: now })
          })
        ).pipe(Effect.catchTag("UserNotFound", () => Effect.fail(new SessionRevoked())))
        const grant = yield* vault.grantUpload(jobId, document, DateTime.add(createdAt, JobRules.uploadWindow))
        return { jobId, grant }
      })

      return Uploads.of({ grant })
    })
  )
}
