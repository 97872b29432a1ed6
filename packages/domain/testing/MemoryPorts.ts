import { Layer } from "effect"
import * as MemoryAuditTrail from "../src/audit/MemoryAuditTrail.ts"
import * as MemoryCheckpointSigner from "../src/audit/MemoryCheckpointSigner.ts"
import * as MemoryCheckpointStore from "../src/audit/MemoryCheckpointStore.ts"
import * as MemoryDigests from "../src/audit/MemoryDigests.ts"
import * as MemoryStrandedChanges from "../src/audit/MemoryStrandedChanges.ts"
import * as MemorySignatureVerifier from "../src/biometrics/MemorySignatureVerifier.ts"
import * as MemoryIdempotencyScopes from "../src/idempotency/MemoryIdempotencyScopes.ts"
import * as MemoryIdempotencyStore from "../src/idempotency/MemoryIdempotencyStore.ts"
import * as MemoryIdentityVerifier from "../src/identity/MemoryIdentityVerifier.ts"
import * as MemoryProviderEventVerifier from "../src/identity/MemoryProviderEventVerifier.ts"
import * as MemoryDocumentVault from "../src/jobs/MemoryDocumentVault.ts"
import * as MemoryJobStore from "../src/jobs/MemoryJobStore.ts"
import * as MemoryDataKeys from "../src/keys/MemoryDataKeys.ts"
import * as MemorySecretKeys from "../src/keys/MemorySecretKeys.ts"
import * as MemoryErasureLedger from "../src/privacy/MemoryErasureLedger.ts"
import * as MemoryReportPrinter from "../src/report/MemoryReportPrinter.ts"
import * as OfflineReportWriter from "../src/report/OfflineReportWriter.ts"
import * as MemoryAccessTokens from "../src/sessions/MemoryAccessTokens.ts"
import * as MemoryRefreshTokens from "../src/sessions/MemoryRefreshTokens.ts"
import * as MemoryRandomIds from "../src/shared/MemoryRandomIds.ts"
import * as MemoryPageCursors from "../src/subscriptions/MemoryPageCursors.ts"
import * as MemoryStorefronts from "../src/subscriptions/MemoryStorefronts.ts"
import * as MemorySubscriptionLedger from "../src/subscriptions/MemorySubscriptionLedger.ts"
import * as MemoryEmailIndex from "../src/users/MemoryEmailIndex.ts"
import * as MemoryPersonalDataCipher from "../src/users/MemoryPersonalDataCipher.ts"
import * as MemoryUserStore from "../src/users/MemoryUserStore.ts"

/** Every port but reader and analyst, in this process: what a test suite stands on. A fresh build is a fresh world. */
export const layer = Layer.mergeAll(
  MemorySubscriptionLedger.layer.pipe(Layer.provideMerge(MemoryUserStore.layer)),
  MemoryStorefronts.layer,
  MemoryPageCursors.layer,
  MemoryPersonalDataCipher.layer,
  MemoryEmailIndex.layer,
  MemoryIdentityVerifier.layer,
  MemoryProviderEventVerifier.layer,
  MemorySignatureVerifier.layer,
  MemoryAccessTokens.layer,
  MemoryRefreshTokens.layer,
  MemoryDocumentVault.layer,
  MemoryJobStore.layer,
  MemoryDataKeys.layer,
  MemoryIdempotencyStore.layer,
  MemoryIdempotencyScopes.layer,
  MemoryErasureLedger.layer,
  MemoryAuditTrail.layer,
  MemoryCheckpointStore.layer,
  MemoryCheckpointSigner.layer,
  MemoryDigests.layer,
  MemoryStrandedChanges.layer,
  OfflineReportWriter.layer,
  MemoryReportPrinter.layer
).pipe(Layer.provideMerge(MemorySecretKeys.layer), Layer.provideMerge(MemoryRandomIds.layer))
