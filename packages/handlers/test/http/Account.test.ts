import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue, deepStrictEqual } from "@effect/vitest/utils"
import { toSnakeCase } from "@serenya/api/SnakeCase"
import { Biometric, Challenge } from "@serenya/domain/biometrics/Biometric"
import { KnownDevices, type SigningDevice } from "@serenya/domain/biometrics/MemorySignatureVerifier"
import type { Caller } from "@serenya/domain/sessions/Caller"
import { Device } from "@serenya/domain/sessions/Device"
import { Session } from "@serenya/domain/sessions/Session"
import { Subscription } from "@serenya/domain/subscriptions/Subscription"
import { SealedPerson } from "@serenya/domain/users/Person"
import { User } from "@serenya/domain/users/User"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Context, DateTime, Effect, Schema } from "effect"
import * as People from "./People.ts"
import * as Service from "./Service.ts"

type Made = Effect.Success<typeof Service.make>

const codeOf = ({ json }: Service.Answer) => Schema.decodeUnknownSync(Schema.Struct({ code: Schema.String }))(json).code

const post = (service: Made, caller: Caller, path: string, body?: unknown) =>
  service.call({ method: "POST", path: `/api/v1/auth/${path}`, caller, ...(body === undefined ? {} : { body }) })

const stored = (service: Made, caller: Caller) =>
  Effect.flatMap(Context.get(service.world, UserStore).find(caller.userId), Effect.fromOption)

const nextDevice = (service: Made) => Context.get(service.world, KnownDevices).next

const register = (service: Made, caller: Caller, { publicKey }: SigningDevice, more: object = {}) =>
  post(service, caller, "biometric/register", { ...more, type: "fingerprint", public_key: publicKey })

const Challenged = Schema.Struct({ challenge: Challenge, expires_at: Schema.String })

const Proven = Schema.Struct({
  verified_at: Schema.DateTimeUtcFromString,
  proof_expires_at: Schema.DateTimeUtcFromString,
  step_up_expires_at: Schema.DateTimeUtcFromString
})

const answered = Effect.fnUntraced(function* (service: Made, caller: Caller, device: SigningDevice, more: object = {}) {
  const posed = yield* post(service, caller, "biometric/challenge")
  const { challenge } = Schema.decodeUnknownSync(Challenged)(posed.json)
  return yield* post(service, caller, "biometric/verify", {
    ...more,
    challenge,
    signature: yield* device.sign(challenge)
  })
})

const keysOf = (json: unknown) => Object.keys(Object(json)).toSorted().join(" ")

/** Every name under which we keep something, as the domain and as JSON and rows write it. */
const storedNames = [User, Biometric, Device, Session, Subscription, SealedPerson]
  .flatMap(({ fields }) => Object.keys(fields))
  .concat("externalId", "authProvider", "emailHash", "accountStatus", "biometricHash", "currentBiometric")
  .flatMap((name) => [name, toSnakeCase(name)])

/** A body's stowaways; what a body takes for itself is put over them. */
const stowaways: Readonly<Record<string, unknown>> = Object.fromEntries(storedNames.map((name) => [name, "stowaway"]))

describe("an account over HTTP", () => {
  it.live("registers a key, poses a challenge and takes the answer, without showing what it keeps", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "jane")
      const device = yield* nextDevice(service)
      const registered = yield* register(service, caller, device)
      deepStrictEqual(
        [registered.status, keysOf(registered.json)],
        [201, "device_id registered_at registration_id status type"]
      )
      const proven = yield* answered(service, caller, device)
      deepStrictEqual([proven.status, keysOf(proven.json)], [200, "proof_expires_at step_up_expires_at verified_at"])
      const { verified_at, proof_expires_at, step_up_expires_at } = Schema.decodeUnknownSync(Proven)(proven.json)
      assertEquals(proof_expires_at, DateTime.add(verified_at, { days: 7 }))
      assertEquals(step_up_expires_at, DateTime.add(verified_at, { minutes: 5 }))
      const shown = yield* service.call({ method: "GET", path: "/api/v1/user/device", caller })
      deepStrictEqual(
        [shown.status, keysOf(shown.json)],
        [200, "app_version biometric device_id last_seen_at model name os_version platform registered_at status"]
      )
      assertTrue(!shown.text.includes(device.publicKey))
      const removed = yield* service.call({ method: "DELETE", path: "/api/v1/auth/biometric", caller })
      assertEquals(removed.status, 204)
      const none = yield* post(service, caller, "biometric/challenge")
      deepStrictEqual([none.status, codeOf(none)], [404, "BIOMETRIC_NOT_REGISTERED"])
    })
  )

  it.live("refuses a registration that carries a template or the hash of one, and keeps nothing of it", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "jane")
      const device = yield* nextDevice(service)
      for (const field of ["template", "biometric_hash", "template_hash", "biometricHash", "minutiae", "face_image"]) {
        const answer = yield* register(service, caller, device, { [field]: "canary-of-a-body" })
        deepStrictEqual([field, answer.status, codeOf(answer)], [field, 400, "MALFORMED_REQUEST"])
        assertTrue(answer.text.includes(`"payload.${field}"`) && !answer.text.includes("canary"), answer.text)
      }
      const inPlace = yield* post(service, caller, "biometric/register", { type: "face", public_key: "dGVtcGxhdGU=" })
      deepStrictEqual([inPlace.status, codeOf(inPlace)], [400, "BIOMETRIC_KEY_REFUSED"])
      assertEquals((yield* stored(service, caller)).biometric._tag, "None")
    })
  )

  it.live("demands a step-up in words that a program reads, and goes on after it", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "jane")
      const device = yield* nextDevice(service)
      yield* register(service, caller, device)
      yield* People.known(service, "apple-of-jane", "jane@example.test", "apple")
      const link = post(service, caller, "link", { provider: "apple", id_token: "apple-of-jane" })
      const revoke = service.call({ method: "DELETE", path: "/api/v1/user/device", caller })
      for (const sensitive of [link, revoke]) {
        const { status, json, headers } = yield* sensitive
        const { code, challenge_path, retryable } = Object(json)
        deepStrictEqual(
          [status, code, challenge_path, retryable],
          [401, "BIOMETRIC_REQUIRED", "/api/v1/auth/biometric/challenge", false]
        )
        assertEquals(headers["WWW-Authenticate"], ['Bearer error="insufficient_user_authentication", max_age=300'])
        assertEquals(headers["www-authenticate"], undefined)
      }
      yield* answered(service, caller, device)
      const linked = yield* link
      deepStrictEqual([linked.status, Object(linked.json).providers], [200, ["google", "apple"]])
      assertEquals((yield* revoke).status, 204)
      const after = yield* service.call({ method: "GET", path: "/api/v1/user/device", caller })
      deepStrictEqual(
        [after.status, codeOf(after), after.headers["WWW-Authenticate"]],
        [401, "SESSION_REVOKED", ["Bearer"]]
      )
    })
  )

  it.live("tells every way in which a proof or a link can fail by its own code", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "jane")
      const device = yield* nextDevice(service)
      yield* register(service, caller, device)
      const stranger = yield* nextDevice(service)
      const outcomes: Array<readonly [number, string, unknown]> = []
      for (let i = 0; i < 5; i++) {
        const refused = yield* answered(service, caller, stranger)
        outcomes.push([refused.status, codeOf(refused), Object(refused.json).attempts_left])
      }
      deepStrictEqual(
        outcomes,
        [4, 3, 2, 1, 0].map((left) => [401, "BIOMETRIC_REJECTED", left])
      )
      const revoked = yield* post(service, caller, "biometric/challenge")
      deepStrictEqual([revoked.status, codeOf(revoked)], [403, "BIOMETRIC_REVOKED"])

      const omar = yield* People.signedIn(service, "omar")
      yield* register(service, omar.caller, device)
      const spent = yield* post(service, omar.caller, "biometric/verify", {
        challenge: "c".repeat(43),
        signature: "MAYCAQACAQA="
      })
      deepStrictEqual([spent.status, codeOf(spent)], [409, "BIOMETRIC_CHALLENGE_EXPIRED"])

      const mei = yield* People.signedIn(service, "mei")
      yield* People.known(service, "apple-of-nobody", "nobody@example.test", "apple")
      yield* People.known(service, "google-of-mei", "mei@example.test")
      const refusals = yield* Effect.forEach(
        [
          { provider: "apple", id_token: "apple-of-nobody" },
          { provider: "google", id_token: "google-of-mei" },
          { provider: "apple", id_token: "unknown" }
        ],
        (body) => post(service, mei.caller, "link", body)
      )
      deepStrictEqual(
        refusals.map((refusal) => [refusal.status, codeOf(refusal)]),
        [
          [409, "EMAIL_ADDRESS_DIFFERS"],
          [409, "PROVIDER_ALREADY_LINKED"],
          [401, "INVALID_IDENTITY_TOKEN"]
        ]
      )
    })
  )

  it.live("changes the names that are sent, removes those that are null, and leaves those that are absent", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "jane")
      const put = (body: unknown) => service.call({ method: "PUT", path: "/api/v1/user/profile", caller, body })
      const names = ({ json }: Service.Answer) => {
        const { name, given_name, family_name } = Object(json)
        return [name, given_name, family_name]
      }
      const changed = yield* put({ name: "Augusta Ada King", family_name: null })
      deepStrictEqual([changed.status, names(changed)], [200, ["Augusta Ada King", "Ada", undefined]])
      const read = yield* service.call({ method: "GET", path: "/api/v1/user/profile", caller })
      assertEquals(read.text, changed.text)
      deepStrictEqual(names(yield* put({})), names(changed))
      for (const bad of ["", "two\nlines", "x".repeat(201), 7, "\ud800"]) {
        const refused = yield* put({ given_name: bad })
        deepStrictEqual([refused.status, codeOf(refused)], [400, "MALFORMED_REQUEST"])
      }
      deepStrictEqual(names(yield* put({})), names(changed))
    })
  )

  it.live("takes no stored field from any body: whatever is sent beside it changes nothing", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "eve")
      const device = yield* nextDevice(service)
      const fresh = yield* stored(service, caller)

      // A registration refuses them; the others do not read them.
      assertEquals((yield* register(service, caller, device, stowaways)).status, 400)
      assertEquals(yield* stored(service, caller), fresh)

      const { name, given_name, family_name, ...others } = stowaways
      assertEquals([name, given_name, family_name].join(), "stowaway,stowaway,stowaway")
      const renamed = yield* service.call({ method: "PUT", path: "/api/v1/user/profile", caller, body: others })
      assertEquals(renamed.status, 200)
      assertEquals(yield* stored(service, caller), fresh)

      yield* register(service, caller, device)
      const registered = yield* stored(service, caller)
      const proven = yield* answered(service, caller, device, stowaways)
      assertEquals(proven.status, 200)
      const after = yield* stored(service, caller)
      const { biometric, updatedAt, version } = after
      assertEquals({ ...after }, { ...registered, biometric, updatedAt, version })

      yield* People.known(service, "apple-of-eve", "eve@example.test", "apple")
      const body = { ...others, provider: "apple", id_token: "apple-of-eve" }
      assertEquals((yield* post(service, caller, "link", body)).status, 200)
      const linked = yield* stored(service, caller)
      assertEquals(
        { ...linked },
        { ...after, identities: linked.identities, updatedAt: linked.updatedAt, version: after.version + 1 }
      )
      assertEquals(linked.identities.length, 2)
    })
  )
})
