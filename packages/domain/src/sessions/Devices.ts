import { Context, Effect, Layer, Option } from "effect"
import { makeWitness } from "../audit/SecurityEvents.ts"
import type { Biometric } from "../biometrics/Biometric.ts"
import type { BiometricRequired } from "../biometrics/BiometricErrors.ts"
import { StepUpProof } from "../biometrics/StepUpProof.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import * as UserRules from "../users/UserRules.ts"
import { Users } from "../users/Users.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, updateCaller } from "../users/UserUpdates.ts"
import type { Caller } from "./Caller.ts"
import type { Device } from "./Device.ts"
import * as DeviceRules from "./DeviceRules.ts"
import { DeviceNotFound } from "./SessionErrors.ts"

/** A device, and the registration that is bound to it. */
export interface RegisteredDevice {
  readonly device: Device
  readonly biometric: Option.Option<Biometric>
}

/** The device that a person is signed in on. */
export class Devices extends Context.Service<
  Devices,
  {
    current(caller: Caller): Effect.Effect<RegisteredDevice, DeviceNotFound | UserRules.NotAdmitted | Unavailable>
    /** Ends the caller's session too: the next sign-in registers a device anew. */
    revoke(
      caller: Caller
    ): Effect.Effect<void, BiometricRequired | DeviceNotFound | UserRules.NotAdmitted | ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/sessions/Devices") {
  static readonly layer = Layer.effect(
    Devices,
    Effect.gen(function* () {
      const store = yield* UserStore
      const users = yield* Users
      const witness = yield* makeWitness

      const current = Effect.fn("Devices.current")(function* (caller: Caller) {
        const { device, biometric } = yield* users.current(caller)
        if (Option.isNone(device)) return yield* new DeviceNotFound()
        return { device: device.value, biometric }
      })

      const revoke = Effect.fn("Devices.revoke")((caller: Caller) =>
        updateCaller(
          store,
          caller,
          Effect.fnUntraced(function* (user, now) {
            const proof = yield* Effect.fromResult(StepUpProof.require(user, now)).pipe(witness(Option.some(user.id)))
            if (Option.isNone(user.device)) return yield* new DeviceNotFound()
            return changed(UserRules.change(user, DeviceRules.revoke(proof, user, user.device.value), now), undefined)
          })
        )
      )

      return Devices.of({ current, revoke })
    })
  )
}
