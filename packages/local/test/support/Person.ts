import { createHash, randomUUID } from "node:crypto"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { Effect } from "effect"

/** An answer as a client sees it. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into many shapes
  readonly body: any
}

export const call = (url: string, init: RequestInit = {}): Effect.Effect<Answered> =>
  Effect.promise(async () => {
    const response = await fetch(url, init)
    const text = await response.text()
    const isJson = /json/.test(response.headers.get("content-type") ?? "")
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== "" ? JSON.parse(text) : undefined
    }
  })

export const send = (method: string, url: string, body: unknown, headers: Record<string, string> = {}) =>
  call(url, { method, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) })

export const device = {
  device_id: "device-1",
  platform: "ios",
  model: "iPhone",
  name: "Phone",
  app_version: "1",
  os_version: "1"
}

export const agreed = {
  privacy_policy: true,
  terms_of_service: true,
  medical_disclaimer: true,
  healthcare_consultation: true,
  emergency_care_limitation: true,
  version: "1.0"
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64")

/** What a sign-in sends, with a real id_token of the stand-in. */
export const claim = Effect.fnUntraced(function* (
  url: string,
  person: string,
  provider: "google" | "apple" = "google"
) {
  const nonce = randomUUID()
  const told = provider === "apple" ? createHash("sha256").update(nonce).digest("hex") : nonce
  const token = yield* send("POST", `${url}/_oidc/token`, { provider, person, nonce: told })
  return { provider, id_token: token.body.id_token as string, nonce, device }
})

export const onboard = Effect.fnUntraced(function* (
  url: string,
  person: string,
  provider: "google" | "apple" = "google"
) {
  const request = { ...(yield* claim(url, person, provider)), consents: agreed }
  const answer = yield* send("POST", `${url}/api/v1/auth/oauth-onboarding`, request)
  return { answer, idToken: request.id_token, token: answer.body.tokens?.access_token as string }
})

export const grant = (url: string, token: string, bytes: Uint8Array, fileType = "pdf") =>
  send(
    "POST",
    `${url}/api/v1/process/upload`,
    { file_type: fileType, file_size: bytes.length, checksum_sha256: sha256(bytes) },
    bearer(token)
  )

export interface Form {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

export const post = ({ fields, url }: Form, bytes: Uint8Array<ArrayBuffer>, fileName = "report.pdf") => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append("file", new Blob([bytes]), fileName)
  return call(url, { method: "POST", body: form })
}

export const status = (url: string, token: string, jobId: string) =>
  call(`${url}/api/v1/process/status/${jobId}`, { headers: bearer(token) })

export const result = (url: string, token: string, jobId: string, headers: Record<string, string> = {}) =>
  call(`${url}/api/v1/process/result/${jobId}`, { headers: { ...bearer(token), ...headers } })

export const retry = (url: string, token: string, jobId: string) =>
  call(`${url}/api/v1/process/retry/${jobId}`, { method: "POST", headers: bearer(token) })

/** Asks until the job has ended. */
export const ended = (url: string, token: string, jobId: string) =>
  status(url, token, jobId).pipe(
    Effect.delay("20 millis"),
    Effect.repeat({ until: ({ body }) => ["completed", "failed"].includes(body.status) }),
    Effect.timeout("15 seconds")
  )

export const cleanup = (url: string, token: string, jobId: string) =>
  call(`${url}/api/v1/process/cleanup/${jobId}`, { method: "DELETE", headers: bearer(token) })

/** Grants and uploads; the job's id. */
export const upload = Effect.fnUntraced(function* (
  url: string,
  token: string,
  bytes: Uint8Array<ArrayBuffer>,
  fileName?: string
) {
  const granted = yield* grant(url, token, bytes)
  const posted = yield* post(granted.body.upload, bytes, fileName)
  return { jobId: granted.body.job_id as string, posted, form: granted.body.upload as Form }
})

/** Counted when a job is settled, which is just after its outcome shows: asks until so many are counted. */
export const documentsUsed = (url: string, token: string, atLeast = 1) =>
  call(`${url}/api/v1/user/profile`, { headers: bearer(token) }).pipe(
    Effect.map(({ body }): number => body.subscription.usage.documents),
    Effect.delay("20 millis"),
    Effect.repeat({ until: (documents) => documents >= atLeast }),
    Effect.timeout("15 seconds")
  )

/** Waits until no document is left in a stack's folder. */
export const inputGone = (stateFolder: string) =>
  Effect.promise(() => readdir(join(stateFolder, "incoming"))).pipe(
    Effect.delay("20 millis"),
    Effect.repeat({ until: (names) => names.length === 0 }),
    Effect.timeout("15 seconds")
  )
