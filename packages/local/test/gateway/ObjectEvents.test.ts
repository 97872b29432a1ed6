import { readdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import type * as S3EventLambda from "@serenya/handlers/lambda/S3EventLambda"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import * as ObjectEvents from "../../src/gateway/ObjectEvents.ts"
import * as Waiting from "../../src/gateway/Waiting.ts"
import * as Analysts from "../support/Analysts.ts"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as Scratch from "../support/Scratch.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

const object = { bucket: "b", key: "incoming/a b+ä", size: 3, eTag: "e" }

/** A handler that rejects as often as it is told to; it remembers what it was given. */
const failing = (times: number) => {
  const events: Array<unknown> = []
  const handler: S3EventLambda.Handler = (event) => {
    events.push(event)
    return events.length <= times ? Promise.reject(new Error("again")) : Promise.resolve()
  }
  return { events, handler }
}

/** Promises of handlers settle on the real event loop, beside the test's clock. */
const settle = Effect.promise(() => new Promise<void>((resolve) => setImmediate(resolve)))

it.effect("invokes again after 2 s and after 5 s, and then no more", () =>
  Effect.gen(function* () {
    const { events, handler } = failing(99)
    const deliver = yield* ObjectEvents.make(handler, ["2 seconds", "5 seconds"])
    yield* deliver(object)
    const counts: Array<number> = []
    for (const wait of ["0 millis", "1999 millis", "1 millis", "4999 millis", "1 millis", "10 minutes"] as const) {
      yield* TestClock.adjust(wait)
      yield* settle
      counts.push(events.length)
    }
    assert.deepStrictEqual(counts, [1, 1, 2, 2, 3, 3])
  })
)

it.effect("sends the same event again, its key as S3 encodes it", () =>
  Effect.gen(function* () {
    const { events, handler } = failing(1)
    const deliver = yield* ObjectEvents.make(handler, ["2 seconds"])
    yield* deliver(object)
    for (const wait of ["0 millis", "2 seconds", "1 minute"] as const) {
      yield* TestClock.adjust(wait)
      yield* settle
    }
    assert.strictEqual(events.length, 2)
    assert.deepStrictEqual(events[0], events[1])
    assert.include(JSON.stringify(events[0]), '"key":"incoming/a+b%2B%C3%A4"')
  })
)

it.effect("gives a run under way three seconds when the service stops", () =>
  Effect.gen(function* () {
    const scope = yield* Effect.forkChild(
      Effect.scoped(
        Effect.gen(function* () {
          const deliver = yield* ObjectEvents.make(() => new Promise(() => undefined), [])
          yield* deliver(object)
          yield* Effect.yieldNow
        })
      )
    )
    yield* TestClock.adjust("2999 millis")
    assert.isUndefined(scope.pollUnsafe())
    yield* TestClock.adjust("1 millis")
    yield* Fiber.join(scope)
  })
)

it.effect("delivers what waits once, and again when it left and came back", () =>
  Effect.gen(function* () {
    const delivered: Array<string> = []
    let waiting = [object]
    const news = Waiting.make(
      Effect.sync(() => waiting),
      ({ key }) => Effect.sync(() => void delivered.push(key))
    )
    yield* news
    yield* news
    assert.strictEqual(delivered.length, 1)
    waiting = []
    yield* news
    waiting = [object]
    yield* news
    assert.strictEqual(delivered.length, 2)
    yield* TestClock.adjust("29 seconds")
    yield* news
    assert.strictEqual(delivered.length, 2)
    yield* TestClock.adjust("1 second")
    yield* news
    assert.strictEqual(delivered.length, 3)
  })
)

it.effect("outlasts the lease of a worker that was killed, for documents found at the start", () =>
  Effect.gen(function* () {
    const { events, handler } = failing(3)
    const deliver = yield* ObjectEvents.make(handler, ["2 seconds", "5 seconds"])
    yield* Waiting.make(Effect.succeed([object]), deliver)
    for (const wait of ["0 millis", "2 seconds", "5 seconds", "30 seconds"] as const) {
      yield* TestClock.adjust(wait)
      yield* settle
    }
    assert.strictEqual(events.length, 3)
    yield* TestClock.adjust("1 second")
    yield* settle
    assert.strictEqual(events.length, 4)
  })
)

it.live("analyses once although the document arrives twice", () =>
  Effect.gen(function* () {
    const analyst = Analysts.counting(() => Effect.sleep("150 millis"))
    const { stateFolder, url } = yield* LocalStack.start({ analyst: analyst.layer })
    const { token } = yield* Person.onboard(url, "jane")
    const granted = yield* Person.grant(url, token, TinyPdf.report)
    const post = Person.post(granted.body.upload, TinyPdf.report)
    const posted = yield* Effect.all([post, post], { concurrency: "unbounded" })
    assert.deepStrictEqual(
      posted.map(({ status }) => status),
      [204, 204]
    )
    const { body } = yield* Person.ended(url, token, granted.body.job_id)
    assert.deepStrictEqual([body.status, analyst.count.calls], ["completed", 1])
    assert.strictEqual(yield* Person.documentsUsed(url, token), 1)
    yield* Person.post(granted.body.upload, TinyPdf.report)
    yield* Person.inputGone(stateFolder)
    assert.deepStrictEqual([yield* Person.documentsUsed(url, token), analyst.count.calls], [1, 1])
  })
)

it.live("tries a run again that broke", () =>
  Effect.gen(function* () {
    const analyst = Analysts.counting((call) => (call === 1 ? Effect.die(new Error("broken")) : Effect.void))
    const { url } = yield* LocalStack.start({ analyst: analyst.layer })
    const { token } = yield* Person.onboard(url, "jane")
    const { jobId } = yield* Person.upload(url, token, TinyPdf.report)
    const { body } = yield* Person.ended(url, token, jobId)
    assert.deepStrictEqual([body.status, analyst.count.calls], ["completed", 2])
  })
)

it.live("keeps people, sessions and results over a restart, and runs a document whose event was lost", () =>
  Effect.gen(function* () {
    const stateFolder = yield* Scratch.folder
    const before = yield* Effect.scoped(
      Effect.gen(function* () {
        const { url } = yield* LocalStack.start({ stateFolder })
        const { answer, token } = yield* Person.onboard(url, "jane")
        const { jobId } = yield* Person.upload(url, token, TinyPdf.report)
        yield* Person.ended(url, token, jobId)
        const waiting = yield* Person.grant(url, token, TinyPdf.report)
        return { token, jobId, waiting: waiting.body.job_id as string, userId: answer.body.user.id as string }
      })
    )
    yield* Effect.promise(() => writeFile(join(stateFolder, "incoming", `${before.waiting}.pdf`), TinyPdf.report))
    const { url } = yield* LocalStack.start({ stateFolder })
    assert.strictEqual((yield* Person.result(url, before.token, before.jobId)).status, 200)
    const { body } = yield* Person.ended(url, before.token, before.waiting)
    assert.strictEqual(body.status, "completed")
    const again = yield* Person.send("POST", `${url}/api/v1/auth/oauth-signin`, yield* Person.claim(url, "jane"))
    assert.strictEqual(again.body.user.id, before.userId)
    assert.deepStrictEqual(yield* Effect.promise(() => readdir(join(stateFolder, "drafts"))), [])
  })
)
