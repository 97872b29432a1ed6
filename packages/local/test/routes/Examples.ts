import { Effect } from "effect"
import { agreed, device } from "../support/Person.ts"
import type { Route } from "./Document.ts"
import type { Gateway } from "./Gateway.ts"
import * as People from "./People.ts"
import type { Person } from "./People.ts"
import * as Phones from "./Phones.ts"

/** What makes a request valid: the values of the path's parameters, and the body. */
export interface Example {
  readonly parameters?: Readonly<Record<string, string>>
  readonly body?: unknown
}

type Making = (person: Person) => Effect.Effect<Example, never, Gateway>

const of =
  (example: (person: Person) => Example): Making =>
  (person) =>
    Effect.succeed(example(person))

const job = of(({ jobId }) => ({ parameters: { job_id: jobId } }))

/**
 * A valid request of this person per route that has a body, parameters or something to do before. Its answer is one of
 * the promised successes for a newcomer whose credentials are good: it is made before anything is taken from them.
 */
const examples: Readonly<Record<string, Making>> = {
  "POST /api/v1/auth/oauth-onboarding": () =>
    Effect.map(People.newIdToken, ({ idToken }) => ({
      body: { provider: "google", id_token: idToken, device, consents: agreed }
    })),
  "POST /api/v1/auth/oauth-signin": of(({ idToken }) => ({
    body: { provider: "google", id_token: idToken, device }
  })),
  "POST /api/v1/auth/refresh": of(({ refreshToken }) => ({ body: { refresh_token: refreshToken } })),
  "POST /api/v1/auth/apple/events": () => Effect.map(People.appleNotification, (payload) => ({ body: { payload } })),
  "POST /api/v1/auth/link": ({ email }) =>
    Effect.map(People.idTokenOf("apple", email), (id_token) => ({ body: { provider: "apple", id_token } })),
  "POST /api/v1/auth/biometric/register": () => Effect.map(Phones.next, ({ registration }) => ({ body: registration })),
  "POST /api/v1/auth/biometric/challenge": (person) => Effect.as(Phones.registered(person), {}),
  "POST /api/v1/auth/biometric/verify": (person) =>
    Effect.flatMap(Phones.registered(person), (phone) =>
      Effect.map(Phones.answered(person, phone), (body) => ({ body }))
    ),
  "POST /api/v1/subscriptions/purchase": (person) =>
    Effect.map(People.bought(person), ({ proof }) => ({ body: { provider: "google", purchase_token: proof } })),
  "POST /api/v1/subscriptions/webhook": () =>
    Effect.map(People.storeTest, (signedPayload) => ({ body: { signedPayload } })),
  "POST /api/v1/process/upload": of(() => ({
    body: { file_type: "pdf", file_size: 1000, checksum_sha256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
  })),
  "POST /api/v1/process/retry/{job_id}": (person) =>
    Effect.map(Effect.orDie(People.failedJob(person)), (job_id) => ({ parameters: { job_id } })),
  "POST /api/v1/process/doctor-report": (person) =>
    Effect.as(Effect.orDie(People.subscribe(person)), {
      body: { report_type: "full", health_data: { lab_results: [], vitals: [] } }
    }),
  "GET /api/v1/process/status/{job_id}": job,
  "GET /api/v1/process/result/{job_id}": job,
  "DELETE /api/v1/process/cleanup/{job_id}": job,
  "POST /api/v1/chat/messages": of(({ jobId }) => ({
    body: { content_id: jobId, message: "What does my hemoglobin mean?", context: { lab_results: [], vitals: [] } }
  })),
  "GET /api/v1/chat/status/{job_id}": (person) =>
    Effect.map(Effect.orDie(People.answeredQuestion(person)), (job_id) => ({ parameters: { job_id } })),
  "DELETE /api/v1/user/profile": of(() => ({ body: { confirmation: "DELETE" } })),
  "PUT /api/v1/user/profile": of(() => ({ body: { name: "Ada King", given_name: null } })),
  "PUT /api/v1/user/consents/{type}": of(() => ({
    parameters: { type: "privacy_policy" },
    body: { consented: false }
  }))
}

/** The route's valid request. A route that needs one and has none fails with what to do. */
export const exampleOf = (route: Route, person: Person): Effect.Effect<Example, never, Gateway> => {
  const making = examples[route.name]
  if (making !== undefined) return making(person)
  if (!route.hasBody && route.parameters.length === 0) return Effect.succeed({})
  return Effect.die(new Error(`Add a valid request for ${route.name} to packages/local/test/routes/Examples.ts`))
}

/** Where a request for this example goes. */
export const callOf = (route: Route, { parameters = {}, body }: Example) => ({
  method: route.method,
  path: route.template.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? name),
  ...(body === undefined ? {} : { body })
})
