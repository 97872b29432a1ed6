import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { JobOutcome } from "@serenya/domain/jobs/JobOutcome"
import { endingOf } from "@serenya/domain/jobs/JobOutcomeRules"
import { type Claim, JobStore } from "@serenya/domain/jobs/JobStore"
import * as MemoryRandomIds from "@serenya/domain/shared/MemoryRandomIds"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import * as JobStoreLaws from "@serenya/domain/testing/JobStoreLaws"
import { Cause, DateTime, Effect, Exit, Layer, Option } from "effect"
import * as S3JobStore from "../../src/jobs/S3JobStore.ts"
import { S3 } from "../../src/s3/S3.ts"
import { config } from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"
import * as TinyS3 from "./TinyS3.ts"

const now = JobFixtures.at
const leaseEnd = DateTime.add(now, { seconds: 30 })
const later = DateTime.add(now, { minutes: 5 })

type Script = Parameters<typeof ScriptedServer.start>[0]

/** The store on an S3 that answers by script, and everything it was asked. */
const storeOn = Effect.fnUntraced(function* (script: Script, more: Readonly<Record<string, string>> = {}) {
  const { received, url } = yield* ScriptedServer.start(script)
  const world = Layer.mergeAll(S3.layer, MemoryRandomIds.layer).pipe(
    Layer.provideMerge(config(url, { TEMP_BUCKET: "temp", ...more }))
  )
  const context = yield* Layer.build(S3JobStore.layer.pipe(Layer.provide(world)))
  const calls = () => received.map(({ method, path }) => `${method} ${path.replace(/^\/temp\/(\w+)\/[^?]*/, "$1")}`)
  return { store: yield* JobStore.pipe(Effect.provide(context)), received, calls }
})

const held = (claim: Option.Option<Claim>): Claim => {
  assert(Option.isSome(claim), "the claim is ours")
  return claim.value
}

const withoutAnswerTo = (lost: number): Script => {
  const s3 = TinyS3.make()
  return (request, nth) => {
    const answer = s3(request)
    return nth === lost ? "lost" : answer
  }
}

/** moto runs the same laws in `*.integration.test.ts`; here they hold in every run, and on an S3 that is never half way. */
JobStoreLaws.suite(
  "S3 in one step",
  Layer.unwrap(
    Effect.map(ScriptedServer.start(TinyS3.make()), ({ url }) =>
      S3JobStore.layer.pipe(
        Layer.provide([S3.layer, MemoryRandomIds.layer]),
        Layer.provide(config(url, { TEMP_BUCKET: "temp" }))
      )
    )
  )
)

describe("what S3JobStore sends", () => {
  it.live("claims a free job with one write that nobody can have made before", () =>
    Effect.gen(function* () {
      const { calls, received, store } = yield* storeOn(TinyS3.make(), { MASTER_KEY: "key-1" })
      const id = yield* JobFixtures.jobId()
      held(yield* store.claim(id, now, leaseEnd))
      assertEquals(calls(), ["PUT claims?x-id=PutObject"])
      const [{ body, headers, path } = assert.fail()] = received
      assertEquals(path, `/temp/claims/${id}?x-id=PutObject`)
      assertEquals(headers["if-none-match"], "*")
      assertEquals(headers["if-match"], undefined)
      assertEquals(headers["x-amz-server-side-encryption"], "aws:kms")
      assertEquals(headers["x-amz-server-side-encryption-aws-kms-key-id"], "key-1")
      assertEquals(
        Object.keys(headers).filter((name) => name.includes("checksum")),
        []
      )
      assertEquals(JSON.parse(body), {
        attempt: 1,
        lease_until: DateTime.toEpochMillis(leaseEnd),
        token: JSON.parse(body).token
      })
    })
  )

  it.live("says nothing about encryption where no key is configured: then the bucket decides", () =>
    Effect.gen(function* () {
      const { received, store } = yield* storeOn(TinyS3.make())
      held(yield* store.claim(yield* JobFixtures.jobId(), now, leaseEnd))
      assertEquals(
        Object.keys(received[0]?.headers ?? {}).filter((name) => name.includes("encryption")),
        []
      )
    })
  )

  it.live("needs two calls to find a job held, and three to take over a lease that ended", () =>
    Effect.gen(function* () {
      const { calls, received, store } = yield* storeOn(TinyS3.make())
      const id = yield* JobFixtures.jobId()
      const first = held(yield* store.claim(id, now, leaseEnd))
      assertEquals(yield* store.claim(id, now, later), Option.none())
      assertEquals(calls().slice(1), ["PUT claims?x-id=PutObject", "GET claims?x-id=GetObject"])
      held(yield* store.claim(id, leaseEnd, later))
      assertEquals(calls().slice(3), [
        "PUT claims?x-id=PutObject",
        "GET claims?x-id=GetObject",
        "PUT claims?x-id=PutObject"
      ])
      assertEquals(received[5]?.headers["if-match"], first.revision)
      assertEquals(received[5]?.headers["if-none-match"], undefined)
    })
  )

  it.live("renews and ends with one write each, and knows an ending from one HEAD and an outcome from one GET", () =>
    Effect.gen(function* () {
      const { calls, received, store } = yield* storeOn(TinyS3.make())
      const id = yield* JobFixtures.jobId()
      const claim = held(yield* store.claim(id, now, leaseEnd))
      held(yield* store.renew(claim, later))
      assertEquals(received[1]?.headers["if-match"], claim.revision)
      const outcome = JobFixtures.failed({ code: "NO_TEXT_LAYER", retryable: false })
      yield* store.finish(id, outcome)
      assertEquals(received[2]?.headers["if-none-match"], "*")
      assertEquals(
        ["status", "code", "retryable"].map((name) => received[2]?.headers[`x-amz-meta-${name}`]),
        ["failed", "NO_TEXT_LAYER", "false"]
      )
      assertEquals(JSON.parse(received[2]?.body ?? ""), {
        status: "failed",
        code: "NO_TEXT_LAYER",
        retryable: false,
        at: DateTime.formatIso(JobFixtures.at)
      })
      assertEquals(yield* store.ending(id), Option.some(endingOf(outcome)))
      assertEquals(yield* store.outcome(id), Option.some(outcome))
      assertEquals(calls().slice(1), [
        "PUT claims?x-id=PutObject",
        "PUT outgoing?x-id=PutObject",
        "HEAD outgoing",
        "GET outgoing?x-id=GetObject"
      ])
    })
  )

  it.live("keeps a result out of the metadata", () =>
    Effect.gen(function* () {
      const { received, store } = yield* storeOn(TinyS3.make())
      const id = yield* JobFixtures.jobId()
      yield* store.finish(id, JobFixtures.completed(id))
      const metadata = Object.entries(received[0]?.headers ?? {}).filter(([name]) => name.startsWith("x-amz-meta-"))
      assertEquals(metadata, [["x-amz-meta-status", "completed"]])
    })
  )

  it.live("looks for claim and outcome with one HEAD each", () =>
    Effect.gen(function* () {
      const { calls, store } = yield* storeOn(TinyS3.make())
      const id = yield* JobFixtures.jobId()
      held(yield* store.claim(id, now, leaseEnd))
      assertEquals(yield* store.remains(id), { claim: true, outcome: false })
      assertEquals(calls().slice(1).toSorted(), ["HEAD claims", "HEAD outgoing"])
    })
  )
})

describe("when an answer of S3 is lost", () => {
  it.live("a claim, a takeover, a renewal and an ending are still ours, whichever answer it was", () =>
    Effect.gen(function* () {
      const story = Effect.fnUntraced(function* (store: JobStore["Service"]) {
        const id = yield* JobFixtures.jobId()
        const first = held(yield* store.claim(id, now, leaseEnd))
        const taken = held(yield* store.claim(id, leaseEnd, later))
        const renewed = held(yield* store.renew(taken, DateTime.add(later, { minutes: 1 })))
        assertEquals(yield* store.renew(first, later), Option.none())
        assertEquals([first.attempt, taken.attempt, renewed.attempt], [1, 2, 2])
        const outcome = JobFixtures.completed(id)
        assertEquals(yield* store.finish(id, outcome), endingOf(outcome))
        assertEquals(yield* store.ending(id), Option.some(endingOf(outcome)))
        assertEquals(yield* store.outcome(id), Option.some(outcome))
        yield* store.erase(id)
        assertEquals(yield* store.remains(id), { claim: false, outcome: false })
      })
      const whole = yield* storeOn(withoutAnswerTo(0))
      yield* story(whole.store)
      assert.isAtLeast(whole.received.length, 10)
      for (let lost = 1; lost <= whole.received.length; lost++) {
        const { store } = yield* storeOn(withoutAnswerTo(lost))
        yield* story(store)
      }
    })
  )
})

describe("what S3 refuses", () => {
  it.live("a conflict with a write under way decides nothing: the write is tried again", () =>
    Effect.gen(function* () {
      const s3 = TinyS3.make()
      const { calls, store } = yield* storeOn((request, nth) =>
        nth === 1 ? { status: 409, body: "<Error><Code>ConditionalRequestConflict</Code></Error>" } : s3(request)
      )
      held(yield* store.claim(yield* JobFixtures.jobId(), now, leaseEnd))
      assertEquals(calls().length, 2)
    })
  )

  it.live("a missing bucket is an outage, not a missing job", () =>
    Effect.gen(function* () {
      const { calls, store } = yield* storeOn(() => ({ status: 404, body: "<Error><Code>NoSuchBucket</Code></Error>" }))
      const failure = yield* Effect.flip(store.outcome(yield* JobFixtures.jobId()))
      assertEquals([failure._tag, failure.resource, failure.retryable], ["Unavailable", "storage", false])
      assertEquals(calls().length, 1)
    })
  )

  it.live("a denial is not tried again, a throttle is, four times in all", () =>
    Effect.gen(function* () {
      const denied = yield* storeOn(() => ({ status: 403, body: "<Error><Code>AccessDenied</Code></Error>" }))
      const slowed = yield* storeOn(() => ({ status: 503, body: "<Error><Code>SlowDown</Code></Error>" }))
      const id = yield* JobFixtures.jobId()
      assertEquals((yield* Effect.flip(denied.store.claim(id, now, leaseEnd))).retryable, false)
      assertEquals((yield* Effect.flip(slowed.store.claim(id, now, leaseEnd))).retryable, true)
      assertEquals([denied.received.length, slowed.received.length], [1, 4])
    })
  )

  it.live("an object that is not ours by its shape is a defect, whatever reads it", () =>
    Effect.gen(function* () {
      const { store } = yield* storeOn(({ method }) =>
        method === "PUT"
          ? { status: 412 }
          : { status: 200, headers: { "x-amz-meta-status": "done" }, body: '{"status":"done"}' }
      )
      const id = yield* JobFixtures.jobId()
      const reads: ReadonlyArray<Effect.Effect<unknown, Unavailable>> = [
        store.outcome(id),
        store.ending(id),
        store.claim(id, now, leaseEnd),
        store.finish(id, JobFixtures.completed(id))
      ]
      for (const read of reads) {
        const exit = yield* Effect.exit(read)
        assert(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
      }
    })
  )

  it.live("an outcome that was erased before it could be read leaves the ending open", () =>
    Effect.gen(function* () {
      const { store } = yield* storeOn(({ method }) => (method === "PUT" ? { status: 412 } : { status: 404 }))
      const id = yield* JobFixtures.jobId()
      const failure = yield* Effect.flip(
        store.finish(id, JobOutcome.cases.Completed.make({ result: JobFixtures.resultOf(id) }))
      )
      assertEquals([failure._tag, failure.retryable], ["Unavailable", true])
    })
  )
})
