import { Effect, Layer } from "effect"
import type { BiometricType } from "../src/biometrics/Biometric.ts"
import { Biometrics } from "../src/biometrics/Biometrics.ts"
import { KnownDevices, type SigningDevice } from "../src/biometrics/MemorySignatureVerifier.ts"
import { Accounts } from "../src/identity/Accounts.ts"
import { LinkedIdentities } from "../src/identity/LinkedIdentities.ts"
import { Admissions } from "../src/sessions/Admissions.ts"
import type { Caller } from "../src/sessions/Caller.ts"
import { Devices } from "../src/sessions/Devices.ts"
import { SessionOpening } from "../src/sessions/SessionOpening.ts"
import { Sessions } from "../src/sessions/Sessions.ts"
import { Users } from "../src/users/Users.ts"
import { UserStore } from "../src/users/UserStore.ts"
import * as Fixtures from "./Fixtures.ts"
import * as MemoryPorts from "./MemoryPorts.ts"

const services = Layer.mergeAll(
  Accounts.layer,
  LinkedIdentities.layer,
  Sessions.layer,
  Admissions.layer,
  Biometrics.layer,
  Devices.layer
).pipe(Layer.provideMerge(Layer.mergeAll(Users.layer, SessionOpening.layer)))

/** What concerns a person's account, over users that are kept in `store`; every other port is in memory. */
export const over = <E>(store: Layer.Layer<UserStore, E>) =>
  services.pipe(Layer.provideMerge(store), Layer.provideMerge(MemoryPorts.layer))

export type World = Layer.Success<ReturnType<typeof over>>

export const stored = (caller: Caller) =>
  UserStore.use((store) => Effect.flatMap(store.find(caller.userId), Effect.fromOption))

export const biometricOf = (caller: Caller) => Effect.map(stored(caller), ({ biometric }) => biometric)

/** Writes past every rule what no use case does, such as a suspension. */
export const alter = Effect.fnUntraced(function* (caller: Caller, fields: Fixtures.UserFields) {
  yield* (yield* UserStore).save(Fixtures.changed(yield* stored(caller), fields))
})

export const register = Effect.fnUntraced(function* (
  caller: Caller,
  device: SigningDevice,
  type: BiometricType = "face"
) {
  return yield* (yield* Biometrics).register(caller, { type, publicKey: device.publicKey }, Fixtures.origin)
})

/** A registered device of this person, which has proven nothing yet. */
export const registered = Effect.fnUntraced(function* (caller: Caller) {
  const device = yield* (yield* KnownDevices).next
  yield* register(caller, device)
  return device
})

/** The device recognises its owner, and answers a new challenge. */
export const prove = Effect.fnUntraced(function* (caller: Caller, device: SigningDevice) {
  const biometrics = yield* Biometrics
  const { value } = yield* biometrics.challenge(caller)
  return yield* biometrics.verify(caller, { challenge: value, signature: yield* device.sign(value) })
})

/** Whether the session of these people still lets them in. */
export const isSignedIn = (caller: Caller) => Users.use((users) => Effect.isSuccess(users.current(caller)))
