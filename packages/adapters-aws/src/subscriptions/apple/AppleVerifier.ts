import type { X509Certificate } from "node:crypto"
import {
  SignedDataVerifier,
  VerificationException,
  VerificationStatus
} from "@apple/app-store-server-library/dist/jws_verification.js"
import { Environment } from "@apple/app-store-server-library/dist/models/Environment.js"
import type { AppleSettings } from "./AppleSettings.ts"

const environments = { production: Environment.PRODUCTION, sandbox: Environment.SANDBOX }

/**
 * Apple's verifier, told that a revocation check without a usable answer (a page instead of OCSP, "try later", an answer
 * of last week) says nothing about the signature: it may be asked again, and until then nothing is taken and nothing called forged.
 */
class PatientVerifier extends SignedDataVerifier {
  protected override async checkOCSPStatus(certificate: X509Certificate, issuer: X509Certificate): Promise<void> {
    try {
      await super.checkOCSPStatus(certificate, issuer)
    } catch (cause) {
      throw new VerificationException(
        VerificationStatus.RETRYABLE_VERIFICATION_FAILURE,
        cause instanceof Error ? cause : undefined
      )
    }
  }
}

/** What an exception of the verifier's means; nothing where the check could not be made. */
const reasonOf = (cause: unknown) => {
  const status = cause instanceof VerificationException ? cause.status : VerificationStatus.FAILURE
  switch (status) {
    case VerificationStatus.RETRYABLE_VERIFICATION_FAILURE:
      return undefined
    case VerificationStatus.INVALID_APP_IDENTIFIER:
      return "wrong_app" as const
    case VerificationStatus.INVALID_ENVIRONMENT:
      return "wrong_environment" as const
    default:
      return "unverifiable" as const
  }
}

/** A verifier, and what its exceptions mean. */
export interface Opened {
  readonly verifier: SignedDataVerifier
  readonly reasonOf: typeof reasonOf
}

/** Checks the chain to a root, revocation, signature, app and environment. Apple's tests have certificates that name no responder: only they go without revocation. */
export const open = (
  { appId, bundleId, environment, roots }: Pick<AppleSettings, "appId" | "bundleId" | "environment" | "roots">,
  revocation: "checked" | "unchecked" = "checked"
): Opened => ({
  verifier: new PatientVerifier(
    roots.map((der) => Buffer.from(der, "base64")),
    revocation === "checked",
    environments[environment],
    bundleId,
    appId
  ),
  reasonOf
})
