import type { BiometricDto } from "@serenya/api/BiometricDto"
import type { Biometric } from "@serenya/domain/biometrics/Biometric"
import { proofLifetime } from "@serenya/domain/biometrics/BiometricRules"
import { DateTime, Option, Struct } from "effect"

/** The registration as its owner's app sees it: without the open challenge and the failures so far. */
export const biometricView = (biometric: Biometric): typeof BiometricDto.Type => ({
  ...Struct.pick(biometric, ["registrationId", "type", "deviceId", "status", "registeredAt"]),
  ...Option.match(biometric.verifiedAt, {
    onNone: () => ({}),
    onSome: (verifiedAt) => ({ verifiedAt, proofExpiresAt: DateTime.add(verifiedAt, proofLifetime) })
  })
})
