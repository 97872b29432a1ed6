import type { SignedDataVerifier } from "@apple/app-store-server-library/dist/jws_verification.js"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Layer, Redacted, Schema } from "effect"
import { retried } from "../../aws/AwsCall.ts"
import * as StrictJws from "../../identity/StrictJws.ts"
import * as AppleClaims from "./AppleClaims.ts"
import { appleSettings } from "./AppleSettings.ts"
import { AppleSignedData, SignedDataRefused } from "./AppleSignedData.ts"
import * as AppleVerifier from "./AppleVerifier.ts"

/** A notification holds two signed parts inside; each brings its chain of 4 KB along. */
const limits: StrictJws.JwsLimits = { algorithms: ["ES256"], maxCharacters: 128 * 1024 }

const attemptTimeout = "4 seconds"
const operation = "AppleSignedData.verify"

const refused = (reason: SignedDataRefused["reason"]) => new SignedDataRefused({ reason })
const unchecked = (cause: unknown) => new Unavailable({ resource: "store", operation, retryable: true, cause })

/** The library takes base64url of any spelling; one signature has one. */
const spelled = (text: string) =>
  Effect.mapError(Effect.fromResult(StrictJws.spelled(text, limits)), () => refused("malformed"))

const failure = (cause: unknown) => {
  const reason = AppleVerifier.reasonOf(cause)
  return reason === undefined ? unchecked(cause) : refused(reason)
}

/** Judges by Apple's own library. Its revocation check waits half a minute for an answer; we do not. */
export const make = (verifier: SignedDataVerifier): AppleSignedData["Service"] => {
  const judge = <A, I>(schema: Schema.Codec<A, I>, verify: (text: string) => Promise<unknown>) => {
    const decode = Schema.decodeUnknownEffect(schema)
    return Effect.fn(operation)(function* (signed: Redacted.Redacted) {
      const text = Redacted.value(signed)
      yield* spelled(text)
      const payload = yield* Effect.tryPromise({ try: () => verify(text), catch: failure }).pipe(
        Effect.timeoutOrElse({
          duration: attemptTimeout,
          orElse: () => Effect.fail(unchecked(new Error("The attempt timed out")))
        }),
        retried("store", 1)
      )
      return yield* Effect.mapError(decode(payload), () => refused("malformed"))
    })
  }
  return AppleSignedData.of({
    notification: judge(AppleClaims.NotificationClaims, (text) => verifier.verifyAndDecodeNotification(text)),
    transaction: judge(AppleClaims.TransactionClaims, (text) => verifier.verifyAndDecodeTransaction(text)),
    renewal: judge(AppleClaims.RenewalClaims, (text) => verifier.verifyAndDecodeRenewalInfo(text))
  })
}

export const layer = Layer.effect(
  AppleSignedData,
  Effect.map(appleSettings, (settings) => make(AppleVerifier.make(settings)))
)
