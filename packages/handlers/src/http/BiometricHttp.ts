import { CurrentCaller } from "@serenya/api/Authentication"
import { AuthPart } from "@serenya/api/AuthPart"
import { proofLifetime } from "@serenya/domain/biometrics/BiometricRules"
import { Biometrics } from "@serenya/domain/biometrics/Biometrics"
import { stepUpWindow } from "@serenya/domain/biometrics/StepUpProof"
import { DateTime, Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { biometricView } from "./BiometricView.ts"
import * as RequestOrigin from "./RequestOrigin.ts"

export const layer = HttpApiBuilder.group(
  AuthPart,
  "biometric",
  Effect.fnUntraced(function* (handlers) {
    const biometrics = yield* Biometrics
    const requestOrigin = yield* RequestOrigin.make

    return handlers.handleAll({
      register: Effect.fnUntraced(function* ({ payload }) {
        const caller = yield* CurrentCaller
        return biometricView(yield* biometrics.register(caller, payload, yield* requestOrigin))
      }),
      challenge: () =>
        CurrentCaller.use((caller) =>
          Effect.map(biometrics.challenge(caller), ({ value, expiresAt }) => ({ challenge: value, expiresAt }))
        ),
      verify: ({ payload }) =>
        CurrentCaller.use((caller) =>
          Effect.map(biometrics.verify(caller, payload), (verifiedAt) => ({
            verifiedAt,
            proofExpiresAt: DateTime.add(verifiedAt, proofLifetime),
            stepUpExpiresAt: DateTime.add(verifiedAt, stepUpWindow)
          }))
        ),
      remove: () => CurrentCaller.use((caller) => biometrics.remove(caller))
    })
  })
)
