import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer, Option } from "effect"
import { BiometricRequired } from "../src/biometrics/BiometricErrors.ts"
import { Accounts } from "../src/identity/Accounts.ts"
import { Admissions } from "../src/sessions/Admissions.ts"
import { DeviceId } from "../src/sessions/Device.ts"
import { Devices } from "../src/sessions/Devices.ts"
import { DeviceNotFound, SessionRevoked } from "../src/sessions/SessionErrors.ts"
import { Sessions } from "../src/sessions/Sessions.ts"
import type { UserStore } from "../src/users/UserStore.ts"
import * as World from "./AccountWorld.ts"
import * as Fixtures from "./Fixtures.ts"
import { later } from "./Later.ts"
import * as People from "./People.ts"

/** The device that a person is signed in on, wherever users are kept. */
export const suite = <E>(name: string, store: Layer.Layer<UserStore, E>) =>
  withLayer(World.over(store), { timeout: "60 seconds", excludeTestServices: true })(`devices: ${name}`, (it) => {
    it.effect("shows the device of the session and what is registered on it", () =>
      Effect.gen(function* () {
        const devices = yield* Devices
        const { caller, claim } = yield* People.newcomer
        const { device, biometric } = yield* devices.current(caller)
        assertEquals([device.deviceId, device.status, biometric], [Fixtures.device.deviceId, "active", Option.none()])
        yield* World.registered(caller)
        assertEquals((yield* devices.current(caller)).biometric, yield* World.biometricOf(caller))
        const signIn = People.signInWith(claim)
        const elsewhere = { ...signIn, device: { ...signIn.device, deviceId: DeviceId.make("device-2") } }
        const { tokens } = yield* (yield* Accounts).signIn(elsewhere)
        const next = yield* devices.current(People.callerOf(tokens))
        assertEquals([next.device.deviceId, next.biometric], ["device-2", Option.none()])
        assertEquals(yield* Effect.flip(devices.current(caller)), new SessionRevoked())
      })
    )

    it.effect("ends the session and the registration with the device, at once and for good", () =>
      Effect.gen(function* () {
        const devices = yield* Devices
        const { caller, tokens } = yield* People.newcomer
        const signing = yield* World.registered(caller)
        yield* World.prove(caller, signing)
        yield* devices.revoke(caller)
        const user = yield* World.stored(caller)
        assertEquals(
          Option.map(user.device, ({ status }) => status),
          Option.some("revoked")
        )
        assertEquals(user.biometric, Option.none())
        assertFalse(yield* World.isSignedIn(caller))
        const door = Admissions.use((admissions) => admissions.authorize(tokens.accessToken))
        assertEquals(yield* Effect.flip(door), new SessionRevoked())
        const refresh = Sessions.use((sessions) => sessions.refresh(tokens.refreshToken))
        assertEquals(yield* Effect.flip(refresh), new SessionRevoked())
        assertEquals(yield* Effect.flip(devices.revoke(caller)), new SessionRevoked())
        assertEquals(yield* World.stored(caller), user)
      })
    )

    it.effect("registers a revoked device anew at the next sign-in", () =>
      Effect.gen(function* () {
        const devices = yield* Devices
        const { caller, claim } = yield* People.newcomer
        yield* devices.revoke(caller)
        const { tokens } = yield* (yield* Accounts).signIn(People.signInWith(claim))
        assertEquals((yield* devices.current(People.callerOf(tokens))).device.status, "active")
        assertFalse(yield* World.isSignedIn(caller))
      })
    )

    it.effect("revokes no device of a registered person without a fresh proof", () =>
      Effect.gen(function* () {
        const devices = yield* Devices
        const { caller } = yield* People.newcomer
        const signing = yield* World.registered(caller)
        assertEquals(yield* Effect.flip(devices.revoke(caller)), new BiometricRequired())
        yield* World.prove(caller, signing)
        assertEquals(yield* Effect.flip(later("5 minutes")(devices.revoke(caller))), new BiometricRequired())
        assertTrue(yield* World.isSignedIn(caller))
        yield* later("299 seconds")(devices.revoke(caller))
        assertFalse(yield* World.isSignedIn(caller))
      })
    )

    it.effect("says so where no device is known", () =>
      Effect.gen(function* () {
        const devices = yield* Devices
        const { caller } = yield* People.newcomer
        yield* World.alter(caller, { device: Option.none() })
        assertEquals(yield* Effect.flip(devices.current(caller)), new DeviceNotFound())
        assertEquals(yield* Effect.flip(devices.revoke(caller)), new DeviceNotFound())
        const signing = yield* Effect.flip(World.registered(caller))
        assertEquals(signing, new DeviceNotFound())
      })
    )
  })
