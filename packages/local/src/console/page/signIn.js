import { ask } from "./service.js"

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("")

const device = {
  device_id: `console-${crypto.randomUUID()}`,
  platform: "android",
  model: "Browser",
  name: "Local console",
  app_version: "console",
  os_version: "local"
}

/** An id_token for a fresh nonce. Apple is told the nonce's SHA-256, as a real app does, Google the nonce itself. */
const claim = async (provider, person) => {
  const nonce = crypto.randomUUID()
  const told =
    provider === "apple" ? hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(nonce))) : nonce
  const { id_token } = await ask("POST", "/_oidc/token", { provider, person: person.id, nonce: told })
  return { provider, id_token, nonce, device }
}

export const signIn = async (provider, person) =>
  ask("POST", "/api/v1/auth/oauth-signin", await claim(provider, person))

export const onboard = async (provider, person, consents) =>
  ask("POST", "/api/v1/auth/oauth-onboarding", { ...(await claim(provider, person)), consents })
