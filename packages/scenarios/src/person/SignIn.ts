import { currentVersions, newest } from "@serenya/domain/consents/ConsentTexts"
import type { Provider } from "@serenya/domain/identity/Identity"
import { DeviceId } from "@serenya/domain/sessions/Device"
import { Effect, Redacted } from "effect"
import { Hex } from "effect/encoding"
import type { Identities } from "../target/Identities.ts"

/** All five, to the texts in force. */
export const consents = {
  privacy_policy: true,
  terms_of_service: true,
  medical_disclaimer: true,
  healthcare_consultation: true,
  emergency_care_limitation: true,
  version: currentVersions[newest(currentVersions)]
}

const label = (text: string) => Redacted.make(text, { label: "device" })

const deviceCalled = (name: string) => ({
  deviceId: DeviceId.make(name),
  platform: "ios" as const,
  model: label("Scenario"),
  name: label(name),
  appVersion: "0.1.0",
  osVersion: "0"
})

/** Google is told the nonce itself, Apple its SHA-256. */
const toldTo = (provider: Provider, nonce: string) =>
  provider === "google"
    ? Effect.succeed(nonce)
    : Effect.map(
        Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(nonce))),
        (digest) => Hex.encode(new Uint8Array(digest))
      )

/** What an app sends to sign somebody in: their provider's id_token, of this moment. */
export const claim = Effect.fnUntraced(function* (
  identities: Identities,
  provider: Provider,
  person: string,
  device = "scenario"
) {
  const nonce = crypto.randomUUID()
  return {
    provider,
    idToken: yield* identities.idToken(provider, person, yield* toldTo(provider, nonce)),
    nonce: Redacted.make(nonce, { label: "nonce" }),
    device: deviceCalled(device)
  }
})
