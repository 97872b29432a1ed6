import { Option } from "effect"
import type { StepUpProof } from "../biometrics/StepUpProof.ts"
import type { User } from "../users/User.ts"
import type { Device } from "./Device.ts"
import * as SessionRules from "./SessionRules.ts"

/** What is left of a device that its owner no longer trusts: no session, and no key that speaks for them. */
export const revoke = (_: StepUpProof, user: User, device: Device): Pick<User, "device" | "session" | "biometric"> => ({
  device: Option.some({ ...device, status: "revoked" }),
  session: Option.map(user.session, SessionRules.revoke),
  biometric: Option.none()
})
