import { DocumentTooLarge, UnsupportedDocument } from "@serenya/domain/analysis/AnalysisErrors"
import {
  BiometricChallengeExpired,
  BiometricKeyRefused,
  BiometricNotRegistered,
  BiometricRejected,
  BiometricRequired,
  BiometricRevoked
} from "@serenya/domain/biometrics/BiometricErrors"
import { HealthDataMissing, QuestionTooLarge } from "@serenya/domain/chat/ChatErrors"
import { ConsentRequired, ConsentTextOutdated } from "@serenya/domain/consents/ConsentErrors"
import {
  AccountNotActive,
  EmailAddressDiffers,
  EmailAlreadyRegistered,
  IdentityAlreadyRegistered,
  InvalidIdentityToken,
  InvalidProviderEvent,
  ProviderAlreadyLinked
} from "@serenya/domain/identity/IdentityErrors"
import { JobFailed, JobNotFound, JobNotReady, JobNotRetryable } from "@serenya/domain/jobs/JobErrors"
import {
  DeviceNotFound,
  RefreshRaced,
  RefreshTokenReused,
  SessionExpired,
  SessionRevoked
} from "@serenya/domain/sessions/SessionErrors"
import { InvalidCursor } from "@serenya/domain/subscriptions/PageCursors"
import { NotificationRejected, PurchaseNotVerified } from "@serenya/domain/subscriptions/PurchaseErrors"
import { PremiumRequired, UsageLimitReached } from "@serenya/domain/subscriptions/SubscriptionErrors"
import { ConcurrentUpdate, UserNotFound } from "@serenya/domain/users/UserErrors"
import { problem } from "./Problem.ts"

/** What each refusal of the domain is over HTTP. Marked pure, so that a function carries only those it promises. */
export const accountNotActive = /* @__PURE__ */ problem(AccountNotActive, { status: 403, title: "Account not active" })
export const biometricChallengeExpired = /* @__PURE__ */ problem(BiometricChallengeExpired, {
  status: 409,
  title: "Challenge over"
})
export const biometricKeyRefused = /* @__PURE__ */ problem(BiometricKeyRefused, { status: 400, title: "Key refused" })
export const biometricNotRegistered = /* @__PURE__ */ problem(BiometricNotRegistered, {
  status: 404,
  title: "No biometric registered"
})
export const biometricRejected = /* @__PURE__ */ problem(BiometricRejected, { status: 401, title: "Proof refused" })
export const biometricRequired = /* @__PURE__ */ problem(BiometricRequired, {
  status: 401,
  title: "Biometric proof required",
  members: { challenge_path: "/api/v1/auth/biometric/challenge" }
})
export const biometricRevoked = /* @__PURE__ */ problem(BiometricRevoked, { status: 403, title: "Biometric revoked" })
export const concurrentUpdate = /* @__PURE__ */ problem(ConcurrentUpdate, {
  status: 409,
  title: "Changed at the same time",
  retryable: true
})
export const consentRequired = /* @__PURE__ */ problem(ConsentRequired, { status: 403, title: "Consent required" })
export const consentTextOutdated = /* @__PURE__ */ problem(ConsentTextOutdated, { status: 409, title: "Outdated text" })
export const deviceNotFound = /* @__PURE__ */ problem(DeviceNotFound, { status: 404, title: "No device" })
export const documentTooLarge = /* @__PURE__ */ problem(DocumentTooLarge, { status: 413, title: "Document too large" })
export const emailAddressDiffers = /* @__PURE__ */ problem(EmailAddressDiffers, {
  status: 409,
  title: "Another e-mail address"
})
export const emailAlreadyRegistered = /* @__PURE__ */ problem(EmailAlreadyRegistered, {
  status: 409,
  title: "Already registered"
})
export const healthDataMissing = /* @__PURE__ */ problem(HealthDataMissing, { status: 422, title: "Results missing" })
export const identityAlreadyRegistered = /* @__PURE__ */ problem(IdentityAlreadyRegistered, {
  status: 409,
  title: "Already registered"
})
export const invalidCursor = /* @__PURE__ */ problem(InvalidCursor, { status: 400, title: "Cursor refused" })
export const invalidIdentityToken = /* @__PURE__ */ problem(InvalidIdentityToken, {
  status: 401,
  title: "Identity not proven"
})
export const invalidProviderEvent = /* @__PURE__ */ problem(InvalidProviderEvent, {
  status: 401,
  title: "Notification not proven"
})
export const jobFailed = /* @__PURE__ */ problem(JobFailed, { status: 409, title: "Job failed" })
export const jobNotFound = /* @__PURE__ */ problem(JobNotFound, { status: 404, title: "Not found" })
export const jobNotReady = /* @__PURE__ */ problem(JobNotReady, {
  status: 409,
  title: "Not ready yet",
  retryable: true
})
export const jobNotRetryable = /* @__PURE__ */ problem(JobNotRetryable, { status: 409, title: "Not to be tried again" })
export const notificationRejected = /* @__PURE__ */ problem(NotificationRejected, {
  status: 401,
  title: "Notification not proven"
})
export const premiumRequired = /* @__PURE__ */ problem(PremiumRequired, { status: 403, title: "Premium required" })
export const providerAlreadyLinked = /* @__PURE__ */ problem(ProviderAlreadyLinked, {
  status: 409,
  title: "Already linked"
})
export const purchaseNotVerified = /* @__PURE__ */ problem(PurchaseNotVerified, {
  status: 422,
  title: "Purchase refused"
})
export const questionTooLarge = /* @__PURE__ */ problem(QuestionTooLarge, { status: 413, title: "Question too large" })
export const refreshRaced = /* @__PURE__ */ problem(RefreshRaced, { status: 401, title: "Refresh raced" })
export const refreshTokenReused = /* @__PURE__ */ problem(RefreshTokenReused, { status: 401, title: "Session ended" })
export const sessionExpired = /* @__PURE__ */ problem(SessionExpired, { status: 401, title: "Session over" })
export const sessionRevoked = /* @__PURE__ */ problem(SessionRevoked, { status: 401, title: "Session over" })
export const unsupportedDocument = /* @__PURE__ */ problem(UnsupportedDocument, {
  status: 422,
  title: "Document refused"
})
export const usageLimitReached = /* @__PURE__ */ problem(UsageLimitReached, { status: 429, title: "Limit reached" })
export const userNotFound = /* @__PURE__ */ problem(UserNotFound, { status: 404, title: "Not registered" })

/** What can end any call by a signed-in person. */
export const notAdmitted = [accountNotActive, sessionExpired, sessionRevoked] as const
