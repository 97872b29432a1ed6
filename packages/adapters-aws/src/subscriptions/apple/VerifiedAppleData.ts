import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Layer, Redacted, Schema } from "effect"
import { retried } from "../../aws/AwsCall.ts"
import * as StrictJws from "../../identity/StrictJws.ts"
import * as AppleClaims from "./AppleClaims.ts"
import { appleSettings } from "./AppleSettings.ts"
import { AppleSignedData, SignedDataRefused } from "./AppleSignedData.ts"
import type * as AppleVerifier from "./AppleVerifier.ts"

/** A notification holds two signed parts inside; each brings its chain of 4 KB along. */
const limits: StrictJws.JwsLimits = { algorithms: ["ES256"], maxCharacters: 128 * 1024 }

const attemptTimeout = "4 seconds"
const operation = "AppleSignedData.verify"

const refused = (reason: SignedDataRefused["reason"]) => new SignedDataRefused({ reason })
const unchecked = (cause: unknown) => new Unavailable({ resource: "store", operation, retryable: true, cause })

/** The library takes base64url of any spelling; one signature has one. */
const spelled = (text: string) =>
  Effect.mapError(Effect.fromResult(StrictJws.spelled(text, limits)), () => refused("malformed"))

const failure = (reason: ReturnType<AppleVerifier.Opened["reasonOf"]>, cause: unknown) =>
  reason === undefined ? unchecked(cause) : refused(reason)

/** Judges by Apple's own library. Its revocation check waits half a minute for an answer; we do not. */
export const make = (opened: Effect.Effect<AppleVerifier.Opened>): AppleSignedData["Service"] => {
  const judge = <A, I>(
    schema: Schema.Codec<A, I>,
    verify: (verifier: AppleVerifier.Opened["verifier"], text: string) => Promise<unknown>
  ) => {
    const decode = Schema.decodeUnknownEffect(schema)
    return Effect.fn(operation)(function* (signed: Redacted.Redacted) {
      const text = Redacted.value(signed)
      yield* spelled(text)
      const { reasonOf, verifier } = yield* opened
      const payload = yield* Effect.tryPromise({
        try: () => verify(verifier, text),
        catch: (cause) => failure(reasonOf(cause), cause)
      }).pipe(
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
    notification: judge(AppleClaims.NotificationClaims, (verifier, text) => verifier.verifyAndDecodeNotification(text)),
    transaction: judge(AppleClaims.TransactionClaims, (verifier, text) => verifier.verifyAndDecodeTransaction(text)),
    renewal: judge(AppleClaims.RenewalClaims, (verifier, text) => verifier.verifyAndDecodeRenewalInfo(text))
  })
}

/** The library is loaded when something has to be judged: a look at one's subscription starts without it. */
export const layer = Layer.effect(
  AppleSignedData,
  Effect.gen(function* () {
    const settings = yield* appleSettings
    const opened = yield* Effect.cached(
      Effect.map(
        Effect.promise(() => import("./AppleVerifier.ts")),
        ({ open }) => open(settings)
      )
    )
    return make(opened)
  })
)
