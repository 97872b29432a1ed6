import { Biometric } from "@serenya/domain/biometrics/Biometric"
import { Schema, Struct } from "effect"
import { snakeCase } from "./SnakeCase.ts"

/** A key that is bound to the current device. After `proof_expires_at` an app asks for the next proof. */
export const BiometricDto = snakeCase(
  Schema.Struct({
    ...Struct.pick(Biometric.fields, ["registrationId", "type", "deviceId", "status", "registeredAt"]),
    verifiedAt: Schema.optionalKey(Schema.DateTimeUtc),
    proofExpiresAt: Schema.optionalKey(Schema.DateTimeUtc)
  }),
  "Biometric"
)
