import { generateKeyPairSync, sign } from "node:crypto"
import { Effect } from "effect"
import * as Gateway from "./Gateway.ts"
import type { Person } from "./People.ts"

/** What a phone's secure element holds: a P-256 key, and what it signs once it recognised its owner. */
export const next = Effect.sync(() => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  return {
    registration: { type: "face", public_key: publicKey.export({ format: "der", type: "spki" }).toString("base64") },
    answer: (challenge: string) => ({
      challenge,
      signature: sign("sha256", Buffer.from(challenge, "base64url"), privateKey).toString("base64")
    })
  }
})

type Phone = Effect.Success<typeof next>

const post = Effect.fnUntraced(function* ({ accessToken }: Person, path: string, body?: unknown) {
  const { call } = yield* Gateway.Gateway
  const headers = { authorization: `Bearer ${accessToken}` }
  const { json, status, text } = yield* call({ method: "POST", path: `/api/v1/auth/biometric/${path}`, headers, body })
  return status < 400 ? json : yield* Effect.die(new Error(`biometric/${path}: ${text}`))
})

/** The phone that this person registered just now. */
export const registered = Effect.fnUntraced(function* (person: Person) {
  const phone = yield* next
  yield* post(person, "register", phone.registration)
  return phone
})

/** A right answer to the challenge that was posed just now: the body of a verification. */
export const answered = Effect.fnUntraced(function* (person: Person, phone: Phone) {
  const { challenge } = yield* post(person, "challenge")
  return phone.answer(challenge)
})

/** The phone proved that its owner is there. */
export const proven = Effect.fnUntraced(function* (person: Person, phone: Phone) {
  yield* post(person, "verify", yield* answered(person, phone))
})
