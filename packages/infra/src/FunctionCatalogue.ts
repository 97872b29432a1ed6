import { analysisNeeds } from "@serenya/adapters-aws/resources/AnalysisModel"
import { checkpointSignerNeeds } from "@serenya/adapters-aws/resources/AuditCheckpointSecret"
import { auditAppendNeeds, auditReadNeeds, checkpointStoreNeeds } from "@serenya/adapters-aws/resources/AuditObjects"
import { emailIndexNeeds } from "@serenya/adapters-aws/resources/EmailIndexSecret"
import { erasureReferenceNeeds } from "@serenya/adapters-aws/resources/ErasureLedgerSecret"
import { erasureLedgerNeeds, erasureLedgerReadNeeds } from "@serenya/adapters-aws/resources/EventsBucket"
import { dataKeysNeeds, dataKeysUseNeeds } from "@serenya/adapters-aws/resources/MasterKey"
import { pageCursorsNeeds } from "@serenya/adapters-aws/resources/PageCursorSecret"
import type { Needs } from "@serenya/adapters-aws/resources/Resource"
import { appStoreKeyNeeds, playKeyNeeds } from "@serenya/adapters-aws/resources/StoreKeySecrets"
import { strandedChangesNeeds } from "@serenya/adapters-aws/resources/StrandedChangesQueue"
import {
  jobCleanupNeeds,
  jobRequestNeeds,
  jobResultNeeds,
  jobRetryNeeds,
  jobRunNeeds,
  jobStatusNeeds,
  uploadGrantNeeds
} from "@serenya/adapters-aws/resources/TempBucket"
import { tokenKeysNeeds } from "@serenya/adapters-aws/resources/TokenSecret"
import {
  diaryNeeds,
  forgettingNeeds,
  idempotencyStoreNeeds,
  subscriptionLedgerNeeds,
  tombstonesNeeds,
  userReadNeeds,
  userStoreNeeds,
  userStreamNeeds,
  userUpdateNeeds
} from "@serenya/adapters-aws/resources/UserTable"
import type { FunctionName as ApiFunction } from "@serenya/api/Routes"

export type FunctionName =
  | ApiFunction
  | "audit-checkpoint"
  | "authorizer"
  | "erasure-resume"
  | "process"
  | "reconcile"
  | "stream-processor"

/** One Lambda function as data. Memory in MiB and timeouts in seconds are those of the system architecture's page. */
export interface LambdaFunction {
  readonly memory: number
  readonly timeout: number
  /** How many may run at once. What is set aside here, no other function can starve of. */
  readonly concurrency: number
  readonly needs: ReadonlyArray<Needs>
  /** Every so many minutes, and what for. */
  readonly schedule?: { readonly minutes: number; readonly what: string }
  /** Whether an event that it could not handle in three attempts is kept for a person to look at. */
  readonly keepsFailures?: boolean
  /** Whether it is called with what the table's stream tells. */
  readonly readsStream?: boolean
  /** Whether it verifies id_tokens, and so must know the client ids of our apps. */
  readonly knowsApps?: boolean
  /** Whether it asks the app stores, and so must know what our app is called there. */
  readonly knowsStores?: boolean
}

const storeNeeds = [appStoreKeyNeeds, playKeyNeeds]

/** Refusals are kept in the audit trail by whoever refuses. */
const refusing = [auditAppendNeeds]

const answering = { memory: 512, timeout: 30, concurrency: 50 }

/** Every function that is deployed, by the name of its bundle. */
export const functions: Readonly<Record<FunctionName, LambdaFunction>> = {
  "audit-checkpoint": {
    memory: 512,
    timeout: 300,
    concurrency: 1,
    needs: [auditReadNeeds, checkpointStoreNeeds, checkpointSignerNeeds],
    schedule: { minutes: 60, what: "Vouches for what the audit trail holds" }
  },
  auth: {
    ...answering,
    needs: [userStoreNeeds, idempotencyStoreNeeds, dataKeysNeeds, tokenKeysNeeds, emailIndexNeeds, ...refusing],
    knowsApps: true
  },
  authorizer: { memory: 256, timeout: 10, concurrency: 100, needs: [userReadNeeds, tokenKeysNeeds, ...refusing] },
  "chat-messages": {
    ...answering,
    needs: [userReadNeeds, idempotencyStoreNeeds, dataKeysUseNeeds, jobRequestNeeds]
  },
  "chat-prompts": { ...answering, memory: 256, needs: [] },
  "chat-status": { ...answering, needs: [jobResultNeeds, ...refusing] },
  cleanup: { ...answering, needs: [jobCleanupNeeds, ...refusing] },
  "doctor-report": {
    ...answering,
    needs: [userReadNeeds, idempotencyStoreNeeds, dataKeysUseNeeds, jobRequestNeeds]
  },
  // What it does not end, the next day's finds, and whoever it may not forget, an alarm tells of.
  "erasure-resume": {
    memory: 512,
    timeout: 300,
    concurrency: 1,
    needs: [forgettingNeeds, tombstonesNeeds, jobCleanupNeeds, erasureLedgerNeeds, erasureReferenceNeeds],
    schedule: { minutes: 24 * 60, what: "Finishes erasures that were begun and did not end" }
  },
  process: {
    memory: 2048,
    timeout: 180,
    concurrency: 50,
    needs: [userUpdateNeeds, ...jobRunNeeds, analysisNeeds],
    keepsFailures: true
  },
  // One at a time: two would ask the stores the same.
  reconcile: {
    memory: 512,
    timeout: 120,
    concurrency: 1,
    needs: [userUpdateNeeds, diaryNeeds, erasureLedgerReadNeeds, erasureReferenceNeeds, ...storeNeeds],
    knowsStores: true,
    // What is still due then, the next run finds.
    schedule: { minutes: 15, what: "Asks the app stores about purchases whose time has come" }
  },
  // Memory is also processor time, and the largest report takes seconds of it to print.
  result: { ...answering, memory: 1024, needs: [jobResultNeeds, ...refusing] },
  status: { ...answering, needs: [jobStatusNeeds, ...refusing] },
  "stream-processor": {
    memory: 512,
    timeout: 60,
    concurrency: 20,
    needs: [userStreamNeeds, auditAppendNeeds, strandedChangesNeeds],
    readsStream: true
  },
  subscriptions: {
    ...answering,
    needs: [
      userStoreNeeds,
      subscriptionLedgerNeeds,
      idempotencyStoreNeeds,
      dataKeysUseNeeds,
      pageCursorsNeeds,
      erasureLedgerReadNeeds,
      erasureReferenceNeeds,
      ...storeNeeds
    ],
    knowsStores: true
  },
  upload: {
    ...answering,
    needs: [userUpdateNeeds, idempotencyStoreNeeds, dataKeysUseNeeds, uploadGrantNeeds, ...jobRetryNeeds, ...refusing]
  },
  "user-profile": {
    ...answering,
    needs: [
      userStoreNeeds,
      subscriptionLedgerNeeds,
      dataKeysUseNeeds,
      jobResultNeeds,
      jobCleanupNeeds,
      erasureLedgerNeeds,
      erasureReferenceNeeds,
      ...refusing
    ]
  }
}

/** The names of all functions, as the compiler knows them. */
export const functionNames = Object.keys(functions).filter((name): name is FunctionName => name in functions)
