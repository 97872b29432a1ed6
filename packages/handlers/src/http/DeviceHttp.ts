import { CurrentCaller } from "@serenya/api/Authentication"
import type { DeviceDto } from "@serenya/api/DeviceApi"
import { UserProfilePart } from "@serenya/api/UserProfilePart"
import { Devices, type RegisteredDevice } from "@serenya/domain/sessions/Devices"
import { Effect, Option, Struct } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { biometricView } from "./BiometricView.ts"

const deviceView = ({ device, biometric }: RegisteredDevice): typeof DeviceDto.Type => ({
  ...Struct.omit(device, ["publicKey", "registeredFrom"]),
  ...Option.match(biometric, {
    onNone: () => ({}),
    onSome: (registered) => ({ biometric: biometricView(registered) })
  })
})

export const layer = HttpApiBuilder.group(
  UserProfilePart,
  "device",
  Effect.fnUntraced(function* (handlers) {
    const devices = yield* Devices

    return handlers.handleAll({
      device: () => CurrentCaller.use((caller) => Effect.map(devices.current(caller), deviceView)),
      revokeDevice: () => CurrentCaller.use((caller) => devices.revoke(caller))
    })
  })
)
