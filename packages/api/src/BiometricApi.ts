import { BiometricType, OpenChallenge, Signature } from "@serenya/domain/biometrics/Biometric"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { BiometricDto } from "./BiometricDto.ts"
import {
  biometricChallengeExpired,
  biometricKeyRefused,
  biometricNotRegistered,
  biometricRejected,
  biometricRequired,
  biometricRevoked,
  concurrentUpdate,
  deviceNotFound,
  notAdmitted
} from "./Failures.ts"
import { Idempotency, idempotencyHeaders as headers } from "./Idempotency.ts"
import { outage } from "./Outage.ts"
import { everyIssue, RequestProblems } from "./RequestProblems.ts"
import { snakeCase } from "./SnakeCase.ts"

const keyForm =
  "public_key is a P-256 key as SubjectPublicKeyInfo (RFC 5480, named curve, uncompressed point): 91 bytes of DER in base64. A body with any other field, such as a template or the hash of one, is refused."

/** What is signed and how: as iOS (`ecdsaSignatureMessageX962SHA256`) and Android (`SHA256withECDSA`) do it. */
const signatureForm =
  "signature is ECDSA P-256 with SHA-256 over the 32 bytes that the challenge is the base64url of, in DER (X9.62, not IEEE P1363), in base64."

export const RegisterBiometricRequest = snakeCase(
  Schema.Struct({ type: BiometricType, publicKey: Schema.String.check(Schema.isMaxLength(1024)) }),
  "RegisterBiometricRequest"
)

/** 32 random bytes in base64url, to be answered once before `expires_at`. */
export const ChallengeDto = snakeCase(
  Schema.Struct({ challenge: OpenChallenge.fields.value, expiresAt: Schema.DateTimeUtc }),
  "BiometricChallenge"
)

export const VerifyBiometricRequest = snakeCase(
  Schema.Struct({ challenge: OpenChallenge.fields.value, signature: Signature }),
  "VerifyBiometricRequest"
)

/** Sensitive calls pass until `step_up_expires_at`. */
export const BiometricProofDto = snakeCase(
  Schema.Struct({
    verifiedAt: Schema.DateTimeUtc,
    proofExpiresAt: Schema.DateTimeUtc,
    stepUpExpiresAt: Schema.DateTimeUtc
  }),
  "BiometricProof"
)

const notUpdated = [concurrentUpdate, ...notAdmitted, outage] as const

/** Showing that one is there oneself, without anything of one's body leaving the device. */
export class BiometricApi extends HttpApiGroup.make("biometric")
  .add(
    HttpApiEndpoint.post("register", "/register", {
      headers,
      payload: RegisterBiometricRequest,
      success: BiometricDto.pipe(HttpApiSchema.status(201)),
      error: [biometricKeyRefused, biometricRequired, deviceNotFound, ...notUpdated]
    })
      .middleware(Idempotency)
      // Whatever else is in the body may be a template, and is refused.
      .annotate(HttpApi.PayloadParseOptions, { ...everyIssue, onExcessProperty: "error" })
      .annotate(OpenApi.Summary, "Bind a key to this device")
      .annotate(OpenApi.Description, keyForm),
    HttpApiEndpoint.post("challenge", "/challenge", {
      headers,
      success: ChallengeDto,
      error: [biometricNotRegistered, biometricRevoked, ...notUpdated]
    })
      .middleware(Idempotency)
      .annotate(OpenApi.Summary, "Get bytes to sign; replaces the challenge before"),
    HttpApiEndpoint.post("verify", "/verify", {
      headers,
      payload: VerifyBiometricRequest,
      success: BiometricProofDto,
      error: [biometricNotRegistered, biometricRevoked, biometricChallengeExpired, biometricRejected, ...notUpdated]
    })
      .middleware(Idempotency)
      .annotate(OpenApi.Summary, "Answer the challenge")
      .annotate(OpenApi.Description, signatureForm),
    HttpApiEndpoint.delete("remove", "/", {
      success: HttpApiSchema.NoContent,
      error: [biometricRequired, ...notUpdated]
    }).annotate(OpenApi.Summary, "Remove the key")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .annotate(HttpApi.PayloadParseOptions, everyIssue)
  .prefix("/auth/biometric")
  .annotateMerge(OpenApi.annotations({ title: "auth" })) {}
