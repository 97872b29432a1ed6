import { describe, it } from "@effect/vitest"
import { assertTrue, deepStrictEqual } from "@effect/vitest/utils"
import { Context, Schema } from "effect"
import { HttpApi, OpenApi } from "effect/http-api"
import { Api } from "../src/Api.ts"
import { Authentication } from "../src/Authentication.ts"
import { AuthPart } from "../src/AuthPart.ts"
import { ChatMessagesPart } from "../src/ChatMessagesApi.ts"
import { ChatPromptsPart } from "../src/ChatPromptsApi.ts"
import { ChatStatusPart } from "../src/ChatStatusApi.ts"
import { CleanupPart } from "../src/CleanupApi.ts"
import { DoctorReportPart } from "../src/DoctorReportApi.ts"
import { Idempotency, PresentedCredential } from "../src/Idempotency.ts"
import { ResultPart } from "../src/ResultApi.ts"
import { StatusPart } from "../src/StatusApi.ts"
import { SubscriptionsPart } from "../src/SubscriptionsApi.ts"
import { UploadPart } from "../src/UploadApi.ts"
import { UserProfilePart } from "../src/UserProfilePart.ts"

const Operation = Schema.Struct({
  operationId: Schema.String,
  "x-deduplicated-by": Schema.optionalKey(Schema.NonEmptyString),
  parameters: Schema.Array(Schema.Struct({ name: Schema.String, in: Schema.String, required: Schema.Boolean })),
  description: Schema.optionalKey(Schema.String),
  security: Schema.Array(Schema.Unknown),
  responses: Schema.Record(
    Schema.String,
    Schema.Struct({
      description: Schema.String,
      content: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown))
    })
  )
})

const Document = Schema.Struct({
  paths: Schema.Record(Schema.String, Schema.Record(Schema.String, Operation)),
  tags: Schema.Array(Schema.Struct({ name: Schema.String }))
})

const document = Schema.decodeUnknownSync(Document)(OpenApi.fromApi(Api))

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
)

describe("OpenAPI document", () => {
  it("promises exactly the routes of this API", () => {
    deepStrictEqual(operations.map(({ method, path }) => `${method} ${path}`).toSorted(), [
      "delete /api/v1/auth/biometric",
      "delete /api/v1/process/cleanup/{job_id}",
      "delete /api/v1/user/device",
      "delete /api/v1/user/profile",
      "get /api/v1/chat/prompts",
      "get /api/v1/chat/status/{job_id}",
      "get /api/v1/health",
      "get /api/v1/process/result/{job_id}",
      "get /api/v1/process/status/{job_id}",
      "get /api/v1/subscriptions",
      "get /api/v1/subscriptions/payments",
      "get /api/v1/subscriptions/tiers",
      "get /api/v1/user/consents",
      "get /api/v1/user/device",
      "get /api/v1/user/export",
      "get /api/v1/user/profile",
      "post /api/v1/auth/apple/events",
      "post /api/v1/auth/biometric/challenge",
      "post /api/v1/auth/biometric/register",
      "post /api/v1/auth/biometric/verify",
      "post /api/v1/auth/link",
      "post /api/v1/auth/logout",
      "post /api/v1/auth/oauth-onboarding",
      "post /api/v1/auth/oauth-signin",
      "post /api/v1/auth/refresh",
      "post /api/v1/chat/messages",
      "post /api/v1/process/doctor-report",
      "post /api/v1/process/retry/{job_id}",
      "post /api/v1/process/upload",
      "post /api/v1/subscriptions/purchase",
      "post /api/v1/subscriptions/webhook",
      "put /api/v1/user/consents/{type}",
      "put /api/v1/user/profile"
    ])
  })

  it("states all representations of a result or a report", () => {
    const result = operations.find(({ path }) => path.endsWith("/result/{job_id}"))?.operation.responses["200"]
    deepStrictEqual(Object.keys(result?.content ?? {}), [
      "application/json",
      "application/fhir+json",
      "application/pdf"
    ])
  })

  it("answers every error with a problem", () => {
    const others = operations.flatMap(({ path, method, operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => Number(status) >= 400)
        .filter(([, response]) => Object.keys(response.content ?? {}).join() !== "application/problem+json")
        .map(([status]) => `${method} ${path} ${status}`)
    )
    deepStrictEqual(others, [])
  })

  it("takes an Idempotency-Key on every POST, unless the event in its body has an id of its own", () => {
    const takesKey = (operation: typeof Operation.Type) =>
      operation.parameters.some(
        ({ in: where, name, required }) => where === "header" && name === "idempotency-key" && !required
      )
    const refusesReuse = ({ responses }: typeof Operation.Type) =>
      ["IdempotencyKeyReused", "IdempotencyInProgress"].every(
        (refusal) => responses["409"]?.description.includes(refusal) === true
      )
    const posts = operations.filter(({ method }) => method === "post")
    const wrong = posts
      .filter(({ operation }) => {
        const honours = takesKey(operation) && refusesReuse(operation)
        return operation["x-deduplicated-by"] === undefined ? !honours : takesKey(operation) || refusesReuse(operation)
      })
      .map(({ path }) => `POST ${path}: declare \`headers: idempotencyHeaders\` and \`.middleware(Idempotency)\``)
    deepStrictEqual(wrong, [])
    deepStrictEqual(posts.length >= 5, true)
  })

  it("knows for every Idempotency-Key whose it is: a caller's, or the presented credential's", () => {
    const nobodys: Array<string> = []
    HttpApi.reflect(Api, {
      onGroup: () => undefined,
      onEndpoint: ({ endpoint, middleware }) => {
        const keys = [...middleware].map(({ key }) => key)
        if (!keys.includes(Idempotency.key)) return
        const credential = Context.get(endpoint.annotations, PresentedCredential)
        // Middleware that was added first runs innermost: only there it knows the caller.
        const knowsCaller = keys.indexOf(Authentication.key) > keys.indexOf(Idempotency.key)
        if (knowsCaller === (credential !== undefined)) nobodys.push(`${endpoint.method} ${endpoint.path}`)
      }
    })
    deepStrictEqual(nobodys, [])
  })

  it("demands a token wherever somebody's data is at stake", () => {
    const open = operations.filter(({ operation }) => operation.security.length === 0)
    deepStrictEqual(open.map(({ path }) => path).toSorted(), [
      "/api/v1/auth/apple/events",
      "/api/v1/auth/oauth-onboarding",
      "/api/v1/auth/oauth-signin",
      "/api/v1/auth/refresh",
      "/api/v1/health",
      "/api/v1/subscriptions/tiers",
      "/api/v1/subscriptions/webhook"
    ])
  })

  it("says how a key and a signature are written, and what an absent name means", () => {
    const described = (method: string, path: string) => document.paths[`/api/v1/${path}`]?.[method]?.description ?? ""
    assertTrue(/SubjectPublicKeyInfo.* template/.test(described("post", "auth/biometric/register")))
    assertTrue(/SHA-256 .*DER .*not IEEE P1363/.test(described("post", "auth/biometric/verify")))
    assertTrue(/absent.*null/.test(described("put", "user/profile")))
  })

  it("lists each tag once and names each operation once", () => {
    const tags = document.tags.map(({ name }) => name)
    const names = operations.map(({ operation }) => operation.operationId)
    deepStrictEqual(tags, [...new Set(tags)])
    deepStrictEqual(names, [...new Set(names)])
  })

  it("is the sum of what the functions serve", () => {
    const served = [
      OpenApi.fromApi(AuthPart),
      OpenApi.fromApi(UploadPart),
      OpenApi.fromApi(StatusPart),
      OpenApi.fromApi(ResultPart),
      OpenApi.fromApi(CleanupPart),
      OpenApi.fromApi(DoctorReportPart),
      OpenApi.fromApi(UserProfilePart),
      OpenApi.fromApi(SubscriptionsPart),
      OpenApi.fromApi(ChatPromptsPart),
      OpenApi.fromApi(ChatMessagesPart),
      OpenApi.fromApi(ChatStatusPart)
    ].flatMap(({ paths }) => Object.keys(paths))
    deepStrictEqual(served.toSorted(), Object.keys(document.paths).toSorted())
  })
})
