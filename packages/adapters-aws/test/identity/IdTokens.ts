import type { Provider } from "@serenya/domain/identity/Identity"
import { CompactSign, type CompactJWSHeaderParameters } from "jose"
import { appleKey, audience, googleKey, type SigningKey } from "./LocalProvider.ts"

/** 2026-03-01T09:30:00Z, in seconds: the moment at which every token of these tests is shown. */
export const now = 1_772_357_400

export type Claims = Record<string, unknown>

const issuers = { google: "https://accounts.google.com", apple: "https://appleid.apple.com" }
const keys = { google: googleKey, apple: appleKey }

/** What an honest provider says of Ada. */
export const honest = (provider: Provider): Claims => ({
  iss: issuers[provider],
  aud: audience,
  sub: "ada-1",
  email: "Ada@Example.test",
  email_verified: true,
  iat: now - 5,
  exp: now + 3600
})

/** `undefined` in `changes` leaves a claim out. */
export const claimsWith = (provider: Provider, changes: Claims): Claims =>
  Object.fromEntries(Object.entries({ ...honest(provider), ...changes }).filter(([, value]) => value !== undefined))

export const signText = (payload: string, key: SigningKey, header: Partial<CompactJWSHeaderParameters> = {}) =>
  new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: "JWT", ...header })
    .sign(key.privateKey)

export const signed = (
  provider: Provider,
  changes: Claims = {},
  key: SigningKey = keys[provider],
  header: Partial<CompactJWSHeaderParameters> = {}
) => signText(JSON.stringify(claimsWith(provider, changes)), key, header)

export const encoded = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url")
