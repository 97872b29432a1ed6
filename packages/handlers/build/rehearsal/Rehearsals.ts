import * as JobObjects from "@serenya/adapters-aws/jobs/JobObjects"
import { type JobId, makeJobId } from "@serenya/domain/jobs/JobId"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { DateTime, Effect, Record } from "effect"
import * as Events from "./Events.ts"
import { type Answers, type World, world as makeWorld } from "./World.ts"

/** How an invocation ends: an answer's status, a return without one, or a rejection. */
export type Ending = number | "returned" | "rejected"

/** One invocation, and how it must end: a cache made on another way would lack what a start needs. */
export interface Scene {
  readonly event: unknown
  readonly ending: Ending
}

/** What a function does while V8 watches: one good and one refused invocation. */
export interface Rehearsal {
  readonly environment: Readonly<Record<string, string>>
  readonly answers: Answers
  readonly scenes: readonly [Scene, Scene]
  /** What leads into the parts that are loaded later: played when the cache is made, to see that they load. */
  readonly later?: ReadonlyArray<Scene>
}

const objectPath = (prefix: "incoming" | "claims" | "outgoing", jobId: JobId) => `/serenya-temp/${prefix}/${jobId}`

const nothingListed = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"

const refused = (event: ReturnType<typeof Events.request>): Scene => ({
  event: { ...event, requestContext: { ...event.requestContext, authorizer: {} } },
  ending: 401
})

const http = (event: ReturnType<typeof Events.request>, ending: number) => [{ event, ending }, refused(event)] as const

const scenesOf = (
  world: World,
  jobs: Readonly<Record<"uploaded" | "finished" | "answered" | "deleted" | "delivered", JobId>>
) => {
  const job = (method: string, what: string, id: JobId) =>
    Events.request(world, method, `/api/v1/process/${what}/${id}`)
  const refresh = (refresh_token: string) => Events.request(world, "POST", "/api/v1/auth/refresh", { refresh_token })
  const suspended = { ...world.profile, account_status: { S: "suspended" } }
  return {
    "audit-checkpoint": [
      { event: Events.scheduled, ending: "returned" },
      { event: Events.scheduled, ending: "returned" }
    ],
    auth: [
      { event: refresh(world.refreshToken), ending: 200 },
      { event: refresh("no token"), ending: 400 }
    ],
    authorizer: [
      { event: Events.authorization(world), ending: "returned" },
      { event: Events.authorization({ ...world, accessToken: "no.token.atall" }), ending: "rejected" }
    ],
    "chat-messages": http(
      Events.request(world, "POST", "/api/v1/chat/messages", {
        content_id: jobs.finished,
        message: "What does my hemoglobin mean?",
        context: { lab_results: [], vitals: [] }
      }),
      202
    ),
    "chat-prompts": http(Events.request(world, "GET", "/api/v1/chat/prompts"), 200),
    "chat-status": http(Events.request(world, "GET", `/api/v1/chat/status/${jobs.answered}`), 200),
    cleanup: http(job("DELETE", "cleanup", jobs.deleted), 200),
    "doctor-report": http(
      Events.request(world, "POST", "/api/v1/process/doctor-report", {
        report_type: "full",
        health_data: { lab_results: [], vitals: [] }
      }),
      202
    ),
    "erasure-resume": [
      { event: Events.scheduled, ending: "returned" },
      { event: Events.scheduled, ending: "returned" }
    ],
    process: [
      { event: Events.objectCreated(`incoming/${jobs.delivered}`), ending: "returned" },
      { event: Events.objectCreated("incoming/unknown"), ending: "returned" }
    ],
    reconcile: [
      { event: Events.scheduled, ending: "returned" },
      { event: Events.scheduled, ending: "returned" }
    ],
    result: http(job("GET", "result", jobs.finished), 200),
    status: http(job("GET", "status", jobs.uploaded), 200),
    "stream-processor": [
      { event: Events.written(world.profile, suspended), ending: "returned" },
      { event: Events.written(world.profile, { ...suspended, schema_version: { N: "2" } }), ending: "returned" }
    ],
    subscriptions: http(Events.request(world, "GET", "/api/v1/subscriptions"), 200),
    upload: http(
      Events.request(world, "POST", "/api/v1/process/upload", {
        file_type: "pdf",
        file_size: 1024,
        checksum_sha256: Buffer.alloc(32).toString("base64")
      }),
      201
    ),
    "user-profile": http(Events.request(world, "GET", "/api/v1/user/profile"), 200)
  } as const satisfies Readonly<Record<string, readonly [Scene, Scene]>>
}

/** A JWS as it is spelled, signed by nobody: it takes Apple's verifier to refuse it. */
const unsigned = `${Buffer.from('{"alg":"ES256"}').toString("base64url")}.e30.AAAA`

/** A diary, or tombstones, with nothing there for now. */
const nothingDue: Answers = { "DynamoDB_20120810.Query": { Items: [], Count: 0, ScannedCount: 0 } }

/** By the name of the function. */
export const rehearsals = Effect.gen(function* () {
  const world = yield* makeWorld
  const now = yield* DateTime.now
  const jobOf = (letter: string) => makeJobId("result", world.caller.userId, now, letter.repeat(22))
  const jobs = {
    uploaded: jobOf("u"),
    finished: jobOf("f"),
    answered: makeJobId("chat", world.caller.userId, now, "a".repeat(22)),
    deleted: jobOf("d"),
    delivered: jobOf("e")
  }
  const outcomeOf = (jobId: JobId) =>
    Effect.map(JobObjects.encodeOutcome(JobFixtures.completed(jobId)), (text): unknown => JSON.parse(text))
  const answers = {
    ...world.answers,
    [`HEAD ${objectPath("incoming", jobs.uploaded)}`]: {},
    [`GET ${objectPath("outgoing", jobs.finished)}`]: yield* outcomeOf(jobs.finished),
    [`GET ${objectPath("outgoing", jobs.answered)}`]: yield* outcomeOf(jobs.answered),
    ...Object.fromEntries(
      (["incoming", "claims", "outgoing"] as const).map((prefix) => [`DELETE ${objectPath(prefix, jobs.deleted)}`, {}])
    ),
    [`PUT ${objectPath("claims", jobs.delivered)}`]: {},
    "GET /serenya-temp/": nothingListed,
    "PUT /serenya-temp/incoming/": {},
    "GET /serenya-events/": nothingListed,
    "PUT /serenya-events/checkpoints/00000001.json": {},
    [`PUT /serenya-events/observability/${Events.auditKey("profile-update").replaceAll("=", "%3D")}`]: {},
    "AmazonSQS.SendMessage": { MessageId: "rehearsal" }
  }
  const { environment } = world
  const rehearsals = Record.map(scenesOf(world, jobs), (scenes): Rehearsal => ({ environment, answers, scenes }))
  const exported = { event: Events.request(world, "GET", "/api/v1/user/export"), ending: 200 }
  const forged = Events.request(world, "POST", "/api/v1/subscriptions/webhook", { signedPayload: unsigned })
  return {
    ...rehearsals,
    "erasure-resume": { ...rehearsals["erasure-resume"], answers: { ...answers, ...nothingDue } },
    reconcile: { ...rehearsals.reconcile, answers: { ...answers, ...nothingDue } },
    subscriptions: { ...rehearsals.subscriptions, later: [{ event: forged, ending: 401 }] },
    "user-profile": { ...rehearsals["user-profile"], later: [exported] }
  }
}).pipe(Effect.orDie)
