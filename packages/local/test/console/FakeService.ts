import { createHash } from "node:crypto"
import { OnboardingRequest, SignInRequest } from "@serenya/api/AuthApi"
import { ReceiptDto } from "@serenya/api/CleanupApi"
import { problemBody, type ProblemKind } from "@serenya/api/Problem"
import { StatusDto } from "@serenya/api/StatusApi"
import { UploadGrantDto, UploadRequest } from "@serenya/api/UploadApi"
import { ConsentAnswer, ConsentDto } from "@serenya/api/UserApi"
import { ConsentType } from "@serenya/domain/consents/Consent"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import type { JobFailureCode } from "@serenya/domain/jobs/JobOutcome"
import { UserId } from "@serenya/domain/users/UserId"
import { failureMessage } from "@serenya/handlers/http/FailureMessage"
import { DateTime, Effect, Schema } from "effect"
import * as ConsolePage from "../../src/console/ConsolePage.ts"
import { type Answer, type Incoming, listen } from "../../src/gateway/Http.ts"
import { sampleResult } from "./SampleResult.ts"

/** What the page says must be what the API accepts, and what we answer what it promises. */
const checked = <A>(schema: Schema.Codec<A, unknown>, value: unknown): A =>
  Schema.decodeUnknownSync(Schema.toCodecJson(schema))(value)

const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(value)
})

const correlationId = "c0ffee00-0000-4000-8000-000000000001"

const problem = (
  kind: Omit<ProblemKind, "retryable"> & { readonly retryable?: boolean },
  detail: string,
  own: object = {}
): Answer => ({
  status: kind.status,
  headers: { "content-type": "application/problem+json", "x-correlation-id": correlationId },
  body: JSON.stringify({ ...problemBody({ retryable: false, ...kind }, detail, correlationId), ...own })
})

const unauthenticated = problem(
  { code: "UNAUTHENTICATED", status: 401, title: "Not signed in" },
  "Sign in and send the access token as a bearer token"
)
const sessionRevoked = problem(
  { code: "SESSION_REVOKED", status: 401, title: "Session over" },
  "The session has ended; sign in again"
)
const userNotFound = problem(
  { code: "USER_NOT_FOUND", status: 404, title: "Not registered" },
  "Nobody is registered with this identity"
)
const jobNotRetryable = (reason: string) =>
  problem(
    { code: "JOB_NOT_RETRYABLE", status: 409, title: "Not to be tried again" },
    `The job cannot be started again: ${reason}`,
    { reason }
  )
const unavailable = problem(
  { code: "STORAGE_UNAVAILABLE", status: 503, title: "Unavailable", retryable: true },
  "Try again later"
)
const jobNotFound = problem({ code: "JOB_NOT_FOUND", status: 404, title: "Not found" }, "No such job")

export const people = [
  { id: "ada", name: "Ada Example", email: "ada@example.test" },
  { id: "grace", name: "Grace Example", email: "grace@example.test" },
  { id: "rosalind", name: "Rosalind Example-Montgomery", email: "rosalind@example.test" }
]

const userId = UserId.make("019845e1-682f-7b02-a706-3b2422d13aec")
const now = "2026-11-20T09:30:00.000Z"

interface Job {
  readonly checksum: string
  uploaded: boolean
  ending: "none" | "completed" | JobFailureCode
}

type Handler = (request: Incoming, body: Uint8Array<ArrayBuffer>) => Answer | Promise<Answer>

/** A service that speaks the API's shapes and does as a test tells it: `complete` and `fail` end its newest job. */
export class FakeService {
  readonly log: Array<string> = []
  readonly onboarded = new Set<string>()
  readonly files: Array<Uint8Array> = []
  /** Every test name of the next result starts with this one. */
  testName: string | undefined
  /** What the next status calls answer instead. */
  outages = 0
  /** What the next retry is refused for: the reason, or an outage. */
  retryRefusal: "input_gone" | "not_failed" | "outage" | undefined
  /** The next access token is refused as if it had expired on its way. */
  nextTokenExpired = false
  sessionLost = false
  uploadsHeld: Promise<void> = Promise.resolve()
  private readonly url: string
  private readonly jobs = new Map<string, Job>()
  private readonly withdrawn = new Set<ConsentType>()
  private accessToken = "access-0"
  private refreshToken = "refresh-0"
  private turn = 0

  constructor(url: string) {
    this.url = url
  }

  complete() {
    this.end("completed")
  }

  fail(code: JobFailureCode) {
    this.end(code)
  }

  /** Uploads wait until the returned function is called. */
  holdUploads(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.uploadsHeld = promise
    return resolve
  }

  expireAccessToken() {
    this.accessToken = "expired"
  }

  private end(ending: Job["ending"]) {
    const job = [...this.jobs.values()].at(-1)
    if (job !== undefined) job.ending = ending
  }

  private tokens() {
    this.turn += 1
    this.accessToken = `access-${this.turn}`
    this.refreshToken = `${userId}.${userId}.${String(this.turn).padStart(43, "a")}`
    const access_token = this.accessToken
    if (this.nextTokenExpired) this.accessToken = "expired"
    this.nextTokenExpired = false
    return { access_token, refresh_token: this.refreshToken, token_type: "Bearer", expires_at: now }
  }

  private profile() {
    return {
      id: userId,
      email: "ada@example.test",
      email_verified: true,
      name: "Ada Example",
      providers: ["google"],
      status: "active",
      subscription: {
        tier: "free",
        status: "active",
        usage: { documents: this.files.length, period_start: now, period_end: now }
      },
      created_at: now,
      last_login_at: now
    }
  }

  private signedIn(isNew: boolean) {
    return json({ is_new: isNew, user: this.profile(), tokens: this.tokens() }, isNew ? 201 : 200)
  }

  private consent(type: ConsentType) {
    const gone = this.withdrawn.has(type)
    const dto = {
      type,
      consented: !gone,
      version: "1.0",
      current_version: "1.0",
      is_current: !gone,
      method: "bundled",
      at: now,
      ...(gone ? { withdrawn_at: now } : {})
    }
    checked(ConsentDto, dto)
    return dto
  }

  private status(jobId: string): Answer {
    const job = this.jobs.get(jobId)
    if (job === undefined) return jobNotFound
    if (this.outages > 0) {
      this.outages -= 1
      return unavailable
    }
    const standing =
      job.ending === "completed"
        ? { status: "completed" }
        : job.ending === "none"
          ? { status: job.uploaded ? "processing" : "awaiting_upload", poll_after_seconds: 0 }
          : {
              status: "failed",
              failure: {
                code: job.ending,
                retryable: job.ending.startsWith("ANALYSIS"),
                message: failureMessage({ code: job.ending, retryable: job.ending.startsWith("ANALYSIS") })
              }
            }
    const dto = { job_id: jobId, ...standing }
    checked(StatusDto, dto)
    return json(dto)
  }

  private grant(body: unknown): Answer {
    const { checksumSha256 } = checked(UploadRequest, body)
    if (this.withdrawn.size > 0) {
      const missing = [...this.withdrawn]
      return problem(
        { code: "CONSENT_REQUIRED", status: 403, title: "Consent required" },
        `Consent is missing: ${missing.join(", ")}`,
        { missing }
      )
    }
    const id = makeJobId("result", userId, DateTime.makeUnsafe(1_795_000_000_000 + this.jobs.size), "a".repeat(22))
    this.jobs.set(id, { checksum: checksumSha256, uploaded: false, ending: "none" })
    const dto = {
      job_id: id,
      upload: { url: `${this.url}/upload`, fields: { key: `incoming/${id}`, Policy: "signed" }, expires_at: now }
    }
    checked(UploadGrantDto, dto)
    return json(dto, 201)
  }

  /** As S3: the file stands last, and its checksum is what was announced. */
  private async upload(request: Incoming, body: Uint8Array<ArrayBuffer>): Promise<Answer> {
    await this.uploadsHeld
    const headers = { "content-type": request.header("content-type") ?? "" }
    const form = await new Response(body, { headers }).formData()
    const [name, file] = [...form].at(-1) ?? []
    const key = form.get("key")
    const job = typeof key === "string" ? this.jobs.get(key.replace("incoming/", "")) : undefined
    if (name !== "file" || file === undefined || typeof file === "string" || job === undefined) {
      return { status: 403, headers: {}, body: "<Error><Code>AccessDenied</Code></Error>" }
    }
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (createHash("sha256").update(bytes).digest("base64") !== job.checksum) {
      return { status: 400, headers: {}, body: "<Error><Code>BadDigest</Code></Error>" }
    }
    job.uploaded = true
    this.files.push(bytes)
    return { status: 204, headers: {}, body: "" }
  }

  private retry(jobId: string): Answer {
    const job = this.jobs.get(jobId)
    if (job === undefined) return jobNotFound
    const refusal = this.retryRefusal
    this.retryRefusal = undefined
    if (refusal === "outage") return unavailable
    if (refusal === "not_failed") job.ending = "none"
    if (refusal !== undefined) return jobNotRetryable(refusal)
    job.ending = "none"
    const dto = { job_id: jobId, status: "processing", poll_after_seconds: 1 }
    checked(StatusDto, dto)
    return json(dto, 202)
  }

  private cleanup(jobId: string): Answer {
    const dto = { job_id: jobId, cleaned_at: now }
    checked(ReceiptDto, dto)
    return json(dto)
  }

  private refresh(body: unknown): Answer {
    const token = body !== null && typeof body === "object" && "refresh_token" in body ? body.refresh_token : undefined
    return this.sessionLost || token !== this.refreshToken ? sessionRevoked : json(this.tokens())
  }

  private answerConsent(type: string, body: unknown): Answer {
    const { consented } = checked(ConsentAnswer, body)
    const known = checked(ConsentType, type)
    if (consented) this.withdrawn.delete(known)
    else this.withdrawn.add(known)
    return json(this.consent(known))
  }

  private person(body: { readonly id_token?: unknown }): string {
    return String(body.id_token).split(".")[1] ?? ""
  }

  private open(path: string, text: string): Answer | undefined {
    const body = text === "" ? undefined : JSON.parse(text)
    switch (path) {
      case "GET /_oidc/people":
        return json(people)
      case "POST /_oidc/token":
        return json({ id_token: `sample.${body.person}.${body.nonce}` })
      case "POST /api/v1/auth/oauth-signin":
        checked(SignInRequest, body)
        return this.onboarded.has(this.person(body)) ? this.signedIn(false) : userNotFound
      case "POST /api/v1/auth/oauth-onboarding":
        checked(OnboardingRequest, body)
        this.onboarded.add(this.person(body))
        return this.signedIn(true)
      case "POST /api/v1/auth/refresh":
        return this.refresh(body)
      default:
        return undefined
    }
  }

  private signedInOnly(path: string, text: string): Answer {
    const [, , , , , last = ""] = path.split("/")
    if (path === "POST /api/v1/auth/logout") return { status: 204, headers: {}, body: "" }
    if (path === "GET /api/v1/user/profile") return json(this.profile())
    if (path === "GET /api/v1/user/consents")
      return json({ consents: ConsentType.literals.map((type) => this.consent(type)) })
    if (path.startsWith("PUT /api/v1/user/consents/")) return this.answerConsent(last, JSON.parse(text))
    if (path === "POST /api/v1/process/upload") return this.grant(JSON.parse(text))
    if (path.startsWith("POST /api/v1/process/retry/")) return this.retry(last)
    if (path.startsWith("GET /api/v1/process/status/")) return this.status(last)
    if (path.startsWith("GET /api/v1/process/result/")) {
      return json(sampleResult(last, this.testName === undefined ? {} : { testName: this.testName }))
    }
    return path.startsWith("DELETE /api/v1/process/cleanup/") ? this.cleanup(last) : jobNotFound
  }

  readonly handle: Handler = async (request, body) => {
    const path = `${request.method} ${request.url.pathname}`
    this.log.push(path)
    if (path === "POST /upload") return this.upload(request, body)
    const text = new TextDecoder().decode(body)
    const answer = this.open(path, text)
    if (answer !== undefined) return answer
    return request.header("authorization") === `Bearer ${this.accessToken}`
      ? this.signedInOnly(path, text)
      : unauthenticated
  }
}

/** Serves the console and a fake of everything behind them, on a free port, until the scope closes. */
export const start = Effect.gen(function* () {
  const listener = yield* listen(0)
  const service = new FakeService(listener.url)
  const pages = yield* ConsolePage.pages
  yield* listener.serve(
    Effect.fnUntraced(function* (request) {
      const { method, url } = request
      const page = method === "GET" ? pages.get(url.pathname) : undefined
      if (page !== undefined) return { status: 200, ...page }
      const body = yield* Effect.orDie(request.body(20_000_000))
      return yield* Effect.promise(async () => service.handle(request, body))
    })
  )
  return { url: listener.url, service }
})
