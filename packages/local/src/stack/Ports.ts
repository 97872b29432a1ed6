import type { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import type { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import type { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import type { CheckpointSigner } from "@serenya/domain/audit/CheckpointSigner"
import type { CheckpointStore } from "@serenya/domain/audit/CheckpointStore"
import type { Digests } from "@serenya/domain/audit/Digests"
import type { StrandedChanges } from "@serenya/domain/audit/StrandedChanges"
import type { SignatureVerifier } from "@serenya/domain/biometrics/SignatureVerifier"
import type { ChatCompanion } from "@serenya/domain/chat/ChatCompanion"
import type { IdempotencyScopes } from "@serenya/domain/idempotency/IdempotencyScopes"
import type { IdempotencyStore } from "@serenya/domain/idempotency/IdempotencyStore"
import type { IdentityVerifier } from "@serenya/domain/identity/IdentityVerifier"
import type { ProviderEventVerifier } from "@serenya/domain/identity/ProviderEventVerifier"
import type { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import type { JobStore } from "@serenya/domain/jobs/JobStore"
import type { DataKeys } from "@serenya/domain/keys/DataKeys"
import type { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import type { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import type { ReportPrinter } from "@serenya/domain/report/ReportPrinter"
import type { ReportWriter } from "@serenya/domain/report/ReportWriter"
import type { AccessTokens } from "@serenya/domain/sessions/AccessTokens"
import type { RefreshTokens } from "@serenya/domain/sessions/RefreshTokens"
import type { RandomIds } from "@serenya/domain/shared/RandomIds"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { PageCursors } from "@serenya/domain/subscriptions/PageCursors"
import type { Storefronts } from "@serenya/domain/subscriptions/Storefronts"
import type { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import type { EmailIndex } from "@serenya/domain/users/EmailIndex"
import type { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import type { Tombstones } from "@serenya/domain/users/Tombstones"
import type { UserDirectory } from "@serenya/domain/users/UserDirectory"
import type { UserStore } from "@serenya/domain/users/UserStore"
import type { Config, Effect, Layer } from "effect"
import type { WrittenObject } from "../gateway/ObjectEvents.ts"
import type { StateFolder } from "../stores/StateFolder.ts"

/** What differs between files on this machine and an AWS-compatible endpoint. */
export type Stores =
  | UserStore
  | UserDirectory
  | Tombstones
  | IdempotencyStore
  | DataKeys
  | SecretKeys
  | DocumentVault
  | JobStore
  | ErasureLedger
  | SubscriptionLedger
  | AuditTrail
  | CheckpointStore
  | StrandedChanges

/** Everything the functions need of the world. */
export type Ports =
  | Stores
  | IdempotencyScopes
  | EmailIndex
  | PersonalDataCipher
  | RandomIds
  | IdentityVerifier
  | SignatureVerifier
  | ProviderEventVerifier
  | Storefronts
  | PageCursors
  | AccessTokens
  | RefreshTokens
  | DocumentReader
  | ReportAnalyst
  | ReportWriter
  | ReportPrinter
  | ChatCompanion
  | CheckpointSigner
  | Digests

/** Stores ready to be built, in words, and the documents that wait in them. */
export interface OpenedStores {
  readonly users: string
  readonly objects: string
  readonly layer: Layer.Layer<Stores, Config.ConfigError | Unavailable, StateFolder>
  readonly waiting: Effect.Effect<ReadonlyArray<WrittenObject>, Unavailable>
}
