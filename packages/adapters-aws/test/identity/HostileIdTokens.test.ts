import { createHash } from "node:crypto"
import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import type { Provider } from "@serenya/domain/identity/Identity"
import type { IdentityTokenFault } from "@serenya/domain/identity/IdentityErrors"
import { IdentityVerifier } from "@serenya/domain/identity/IdentityVerifier"
import { Effect, Redacted, Result } from "effect"
import { TestClock } from "effect/testing"
import { CompactSign } from "jose"
import { encoded, honest, now, signed, signText } from "./IdTokens.ts"
import * as LocalProvider from "./LocalProvider.ts"
import { appleEcKey, appleKey, attackerKey, audience, googleKey, secondAudience } from "./LocalProvider.ts"

interface Shown {
  readonly provider?: Provider
  readonly nonce?: string
}

/** The verdict on a token: the fault, or "accepted". */
const verdict = Effect.fnUntraced(function* (token: string, { provider = "google", nonce }: Shown = {}) {
  yield* TestClock.setTime(now * 1000)
  const verifier = yield* IdentityVerifier
  const claim = {
    provider,
    idToken: Redacted.make(token),
    ...(nonce === undefined ? {} : { nonce: Redacted.make(nonce) })
  }
  return Result.match(yield* Effect.result(verifier.verify(claim)), {
    onSuccess: () => "accepted",
    onFailure: (error) => (error._tag === "InvalidIdentityToken" ? error.reason : error._tag)
  })
})

type Case = readonly [string, IdentityTokenFault | "accepted", () => string | Promise<string>, Shown?]

const apple = { provider: "apple" } as const
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")
const parts = async (): Promise<readonly [string, string, string]> => {
  const [head = "", payload = "", signature = ""] = (await signed("google")).split(".")
  return [head, payload, signature]
}
/** HS256 keyed with what the attacker knows: the public key. */
const confused = (secret: string) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(honest("google"))))
    .setProtectedHeader({ alg: "HS256", kid: googleKey.kid })
    .sign(new TextEncoder().encode(secret))

const form: ReadonlyArray<Case> = [
  ["an honest token", "accepted", () => signed("google")],
  ["nothing", "malformed", () => ""],
  ["two dots", "malformed", () => ".."],
  ["a word", "malformed", () => "token"],
  [
    "an unsigned token",
    "unsupported_algorithm",
    () => `${encoded({ alg: "none", kid: "google-1" })}.${encoded(honest("google"))}.`
  ],
  [
    "alg None in another spelling",
    "unsupported_algorithm",
    () => `${encoded({ alg: "nOnE", kid: "google-1" })}.${encoded(honest("google"))}.`
  ],
  ["an honest token without its signature", "bad_signature", async () => (await parts()).with(2, "").join(".")],
  ["an honest token without its signature and dot", "malformed", async () => (await parts()).slice(0, 2).join(".")],
  ["a fourth part", "malformed", async () => `${(await parts()).join(".")}.`],
  [
    "the JSON serialization",
    "malformed",
    async () => {
      const [head, payload, signature] = await parts()
      return JSON.stringify({ protected: head, payload, signature })
    }
  ],
  [
    "a payload of other claims under the same signature",
    "bad_signature",
    async () => (await parts()).with(1, encoded({ ...honest("google"), sub: "eve" })).join(".")
  ],
  ["a signature in padded base64", "malformed", async () => `${(await parts()).join(".")}==`],
  [
    "a signature in the other base64 alphabet",
    "malformed",
    async () => (await parts()).with(2, Buffer.alloc(256, 255).toString("base64").replaceAll("=", "")).join(".")
  ],
  ["a signature with a line break", "malformed", async () => `${(await parts()).join(".")}\n`],
  [
    "a signature with unused bits set",
    "malformed",
    async () => {
      const [head, payload, signature] = await parts()
      const next: Record<string, string> = { A: "B", Q: "R", g: "h", w: "x" }
      return [head, payload, signature.replace(/.$/, (last) => next[last] ?? "B")].join(".")
    }
  ],
  ["a header that is no JSON", "malformed", async () => (await parts()).with(0, encoded("{alg:RS256}")).join(".")],
  ["a header that is a list", "malformed", async () => (await parts()).with(0, encoded(["RS256"])).join(".")],
  [
    "a header with a byte order mark",
    "malformed",
    async () => (await parts()).with(0, encoded('\uFEFF{"alg":"RS256","kid":"google-1"}')).join(".")
  ],
  [
    "a header that names its algorithm twice",
    "malformed",
    async () => (await parts()).with(0, encoded('{"alg":"none","kid":"google-1","alg":"RS256"}')).join(".")
  ],
  [
    "a header that names its algorithm twice, once escaped",
    "malformed",
    async () => (await parts()).with(0, encoded('{"alg":"RS256","kid":"google-1","\\u0061lg":"none"}')).join(".")
  ],
  ["a header without a key id", "malformed", () => signed("google", {}, { ...googleKey, kid: "" })],
  [
    "a critical extension",
    "malformed",
    async () => (await parts()).with(0, encoded({ alg: "RS256", kid: "google-1", crit: ["exp"], exp: 1 })).join(".")
  ],
  [
    "an unencoded payload",
    "malformed",
    async () => (await parts()).with(0, encoded({ alg: "RS256", kid: "google-1", crit: ["b64"], b64: false })).join(".")
  ],
  [
    "b64 false without crit",
    "malformed",
    async () => (await parts()).with(0, encoded({ alg: "RS256", kid: "google-1", b64: false })).join(".")
  ],
  ["an access token of the same provider", "malformed", () => signed("google", {}, googleKey, { typ: "at+jwt" })],
  ["a token of one megabyte", "malformed", () => signed("google", { padding: "x".repeat(1024 * 1024) })],
  ["a payload that is no object", "malformed", () => signText("[]", googleKey)],
  ["a payload that is no JSON", "malformed", () => signText("<claims/>", googleKey)]
]

const keys: ReadonlyArray<Case> = [
  ["an attacker's key under the provider's key id", "bad_signature", () => signed("google", {}, attackerKey)],
  [
    "an attacker's key embedded as jwk",
    "bad_signature",
    () => signed("google", {}, attackerKey, { jwk: attackerKey.jwk })
  ],
  [
    "an attacker's key behind jku",
    "bad_signature",
    () => signed("google", {}, attackerKey, { jku: "http://127.0.0.1:1/keys" })
  ],
  [
    "an attacker's key behind x5u",
    "bad_signature",
    () => signed("google", {}, attackerKey, { x5u: "http://127.0.0.1:1/x5" })
  ],
  ["an attacker's certificate as x5c", "bad_signature", () => signed("google", {}, attackerKey, { x5c: ["MIIB"] })],
  ["an unpublished key id", "unknown_key", () => signed("google", {}, { ...attackerKey, kid: "google-9" })],
  [
    "a key id that names an object's own property",
    "unknown_key",
    () => signed("google", {}, { ...attackerKey, kid: "__proto__" })
  ],
  ["HS256 keyed with the public key in PEM", "unsupported_algorithm", () => confused(googleKey.pem)],
  ["HS256 keyed with the public key's modulus", "unsupported_algorithm", () => confused(String(googleKey.jwk.n))],
  [
    "Google's honest token under PS256",
    "unsupported_algorithm",
    async () => (await parts()).with(0, encoded({ alg: "PS256", kid: "google-1" })).join(".")
  ],
  ["ES256 at Google", "unsupported_algorithm", () => signed("google", {}, { ...appleEcKey, kid: "google-1" })],
  ["ES256 at Apple", "accepted", () => signed("apple", {}, appleEcKey), apple],
  [
    "ES256 under the id of an RSA key",
    "unsupported_algorithm",
    () => signed("apple", {}, { ...appleEcKey, kid: appleKey.kid }),
    apple
  ],
  [
    "RS256 under the id of an EC key",
    "unsupported_algorithm",
    () => signed("apple", {}, { ...appleKey, kid: appleEcKey.kid }),
    apple
  ],
  ["Google's honest token at Apple", "unknown_key", () => signed("google"), apple]
]

const claims: ReadonlyArray<Case> = [
  ["Google's other issuer", "accepted", () => signed("google", { iss: "accounts.google.com" })],
  ["an issuer with a slash more", "wrong_issuer", () => signed("google", { iss: "https://accounts.google.com/" })],
  ["Apple as Google's issuer", "wrong_issuer", () => signed("google", { iss: "https://appleid.apple.com" })],
  ["no issuer", "missing_claim", () => signed("google", { iss: undefined })],
  ["another app's token", "wrong_audience", () => signed("google", { aud: "com.example.other" })],
  [
    "another app's token for which we are the presenter",
    "wrong_audience",
    () => signed("google", { aud: "com.example.other", azp: audience })
  ],
  ["our second app", "accepted", () => signed("google", { aud: secondAudience })],
  ["an audience of Google's at Apple", "wrong_audience", () => signed("apple", { aud: secondAudience }), apple],
  ["a list of our audience alone", "accepted", () => signed("google", { aud: [audience] })],
  [
    "both our audiences, presented by ours",
    "accepted",
    () => signed("google", { aud: [audience, secondAudience], azp: secondAudience })
  ],
  [
    "both our audiences without a presenter",
    "wrong_audience",
    () => signed("google", { aud: [audience, secondAudience] })
  ],
  [
    "both our audiences, presented by another",
    "wrong_audience",
    () => signed("google", { aud: [audience, secondAudience], azp: "evil" })
  ],
  [
    "another audience beside ours",
    "wrong_audience",
    () => signed("google", { aud: [audience, "evil"], azp: audience })
  ],
  ["our audience, presented by our other app", "accepted", () => signed("google", { azp: secondAudience })],
  ["our audience, presented by another's app", "wrong_audience", () => signed("google", { azp: "evil" })],
  ["our audience, presented by nobody", "wrong_audience", () => signed("google", { azp: "" })],
  ["an empty list of audiences", "missing_claim", () => signed("google", { aud: [] })],
  ["no audience", "missing_claim", () => signed("google", { aud: undefined })],
  ["a token in its last second", "accepted", () => signed("google", { exp: now + 1 })],
  ["a token that ends now", "expired", () => signed("google", { exp: now })],
  ["no end", "missing_claim", () => signed("google", { exp: undefined })],
  ["an end in words", "missing_claim", () => signed("google", { exp: String(now + 60) })],
  ["issued by a clock 60 s ahead", "accepted", () => signed("google", { iat: now + 60 })],
  ["issued by a clock 61 s ahead", "not_yet_valid", () => signed("google", { iat: now + 61 })],
  ["no time of issue", "missing_claim", () => signed("google", { iat: undefined })],
  ["valid from 60 s ahead", "accepted", () => signed("google", { nbf: now + 60 })],
  ["valid from 61 s ahead", "not_yet_valid", () => signed("google", { nbf: now + 61 })],
  ...Object.entries({
    iss: ["https://accounts.google.com"],
    aud: { client: audience },
    azp: 1,
    exp: null,
    iat: "now",
    nbf: true,
    nonce: 1,
    sub: 42,
    email: ["ada@example.test"]
  }).map(([claim, value]): Case => [
    `${JSON.stringify(value)} as ${claim}`,
    "missing_claim",
    () => signed("google", { [claim]: value })
  ]),
  [
    "an end beyond all numbers",
    "missing_claim",
    () => signText(JSON.stringify(honest("google")).replace(/"exp":\d+/, '"exp":1e999'), googleKey)
  ],
  ["no subject", "missing_claim", () => signed("google", { sub: undefined })],
  ["a subject that would break our keys", "missing_claim", () => signed("google", { sub: "ada#PROFILE" })],
  ["a subject of 256 characters", "missing_claim", () => signed("google", { sub: "s".repeat(256) })],
  ["no address", "missing_claim", () => signed("google", { email: undefined })],
  ["an address that is none", "missing_claim", () => signed("google", { email: "ada" })],
  ["an address nobody verified", "email_not_verified", () => signed("google", { email_verified: false })],
  ["nothing said of verification", "email_not_verified", () => signed("google", { email_verified: undefined })],
  ["Apple's boolean in words", "accepted", () => signed("apple", { email_verified: "true" }), apple],
  ["Apple's false in words", "email_not_verified", () => signed("apple", { email_verified: "false" }), apple],
  ["Google's boolean in words", "email_not_verified", () => signed("google", { email_verified: "true" })],
  ["Apple's relay address, said in words", "accepted", () => signed("apple", { is_private_email: "true" }), apple],
  ["an Apple relay address", "accepted", () => signed("apple", { email: "x7k2@privaterelay.appleid.com" }), apple],
  ["Google's nonce", "accepted", () => signed("google", { nonce: "n1" }), { nonce: "n1" }],
  ["another nonce", "wrong_nonce", () => signed("google", { nonce: "n2" }), { nonce: "n1" }],
  ["no nonce where one was sent", "wrong_nonce", () => signed("google"), { nonce: "n1" }],
  ["an empty nonce where none was issued", "wrong_nonce", () => signed("google"), { nonce: "" }],
  ["Google's nonce hashed", "wrong_nonce", () => signed("google", { nonce: sha256("n1") }), { nonce: "n1" }],
  ["Apple's nonce hashed", "accepted", () => signed("apple", { nonce: sha256("n1") }), { ...apple, nonce: "n1" }],
  ["Apple's nonce in the clear", "wrong_nonce", () => signed("apple", { nonce: "n1" }), { ...apple, nonce: "n1" }],
  ["a nonce that the app did not send on", "accepted", () => signed("google", { nonce: "n1" })],
  ["a name of 201 characters", "accepted", () => signed("google", { name: "N".repeat(201) })],
  ["a name that is no text", "accepted", () => signed("google", { name: { first: "Ada" } })]
]

describe("an Apple address", () => {
  for (const [flag, provider, address] of [
    [true, "apple", "relay"],
    ["true", "apple", "relay"],
    ["false", "apple", "own"],
    [undefined, "apple", "own"],
    ["true", "google", "own"]
  ] as const) {
    it.effect(`is ${address} where ${provider} says that is_private_email is ${JSON.stringify(flag)}`, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(now * 1000)
        const local = yield* LocalProvider.start
        const idToken = Redacted.make(yield* Effect.promise(() => signed(provider, { is_private_email: flag })))
        const verified = IdentityVerifier.use(({ verify }) => verify({ provider, idToken }))
        assertEquals((yield* Effect.provide(verified, LocalProvider.verifier(local))).address, address)
      })
    )
  }
})

describe("JwksIdentityVerifier", () => {
  for (const [name, expected, token, shown] of [...form, ...keys, ...claims]) {
    it.effect(`${expected === "accepted" ? "accepts" : "refuses"} ${name}: ${expected}`, () =>
      Effect.gen(function* () {
        const provider = yield* LocalProvider.start
        const text = yield* Effect.promise(async () => token())
        assertEquals(yield* Effect.provide(verdict(text, shown), LocalProvider.verifier(provider)), expected)
      })
    )
  }
})
