import { assert, describe, it } from "@effect/vitest"
import { Data, Effect, Layer } from "effect"
import type { ObjectCreated } from "../../src/lambda/ObjectCreated.ts"
import * as S3EventLambda from "../../src/lambda/S3EventLambda.ts"
import * as Corpus from "./support/Corpus.ts"
import { invocation } from "./support/Lambda.ts"
import { linesDuring } from "./support/Stdout.ts"

class Throttled extends Data.TaggedError("Throttled")<{ readonly retryable: boolean }> {}

const pattern = /^incoming\/([A-Za-z0-9_-]+)$/

const record = (key: string, eventName = "ObjectCreated:Put") => ({
  eventName,
  s3: { bucket: { name: "temp" }, object: { key, size: 3, eTag: "e" } }
})

/** A handler that notes what it was given and fails for the keys named. */
const recording = (
  outcome: (object: ObjectCreated) => Effect.Effect<void, Throttled> = () => Effect.void,
  key = pattern
) => {
  const seen: Array<ObjectCreated> = []
  const handler = S3EventLambda.make({
    layer: Layer.empty,
    key,
    handle: (object) =>
      Effect.andThen(
        Effect.sync(() => seen.push(object)),
        outcome(object)
      ),
    isRetryable: (error: Throttled) => error.retryable
  })
  return { seen, handler }
}

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it did not reject"),
    (error: unknown) => error
  )

describe("S3EventLambda", () => {
  it("hands over every created object, decoded", async () => {
    const { seen, handler } = recording(undefined, /incoming\/(.+)/)
    const names = ["ObjectCreated:Put", "ObjectCreated:Post", "s3:ObjectCreated:CompleteMultipartUpload"]
    await handler({ Records: names.map((name, i) => record(`incoming/a+b%2B%C3%BC${i}`, name)) }, invocation())
    assert.deepStrictEqual(
      seen,
      [0, 1, 2].map((i) => ({
        bucket: "temp",
        key: `incoming/a b+ü${i}`,
        captured: [`a b+ü${i}`],
        size: 3,
        eTag: "e"
      }))
    )
  })

  it.each([
    ["a prefix more", record("x/incoming/a")],
    ["a suffix more", record("incoming/a/b")],
    ["a line break at the end", record("incoming/a%0A")],
    ["another folder", record("outgoing/a")],
    ["a removed object", record("incoming/a", "ObjectRemoved:Delete")],
    ["a broken percent sequence", record("incoming/%zz")],
    ["no object", { eventName: "ObjectCreated:Put", s3: { bucket: { name: "temp" } } }],
    ["no record at all", null]
  ])("ignores %s with a line that does not name the key", async (_, ignored) => {
    const { seen, handler } = recording()
    const lines = await linesDuring(() => handler({ Records: [ignored, record("incoming/good")] }, invocation()))
    assert.deepStrictEqual(
      seen.map((object) => object.key),
      ["incoming/good"]
    )
    assert.strictEqual(lines.length, 1)
    assert.notMatch(JSON.stringify(lines), /incoming|outgoing/)
  })

  it("demands that the whole key matches even where the pattern forgot its anchors, at every record", async () => {
    const { seen, handler } = recording(undefined, /incoming\/[a-z]+/g)
    await linesDuring(() =>
      handler({ Records: [record("incoming/a"), record("incoming/b"), record("incoming/c/d")] }, invocation())
    )
    assert.deepStrictEqual(
      seen.map((object) => object.key),
      ["incoming/a", "incoming/b"]
    )
  })

  it("tries all records before it rejects for one that may succeed later, and names no key", async () => {
    const { seen, handler } = recording((object) =>
      object.key.endsWith("bad") ? Effect.fail(new Throttled({ retryable: true })) : Effect.void
    )
    const lines = await linesDuring(async () => {
      const error = await rejection(
        handler({ Records: ["bad", "good"].map((k) => record(`incoming/${k}`)) }, invocation())
      )
      assert.instanceOf(error, S3EventLambda.RecordsFailed)
      assert.strictEqual(error.failed, 1)
      assert.notInclude(String(error), "incoming")
    })
    assert.deepStrictEqual(
      seen.map((object) => object.key),
      ["incoming/bad", "incoming/good"]
    )
    assert.deepInclude(lines[0], { message: "record failed, to be tried again", level: "WARN" })
  })

  it("does not reject for a failure that is final", async () => {
    const { handler } = recording(() => Effect.fail(new Throttled({ retryable: false })))
    const lines = await linesDuring(() => handler({ Records: [record("incoming/a")] }, invocation()))
    assert.deepInclude(lines[0], { message: "record failed for good", level: "WARN" })
  })

  it("rejects for a defect, whose message stays out of the log", async () => {
    const { handler } = recording(() => Effect.die(new Error("ada@example.test")))
    const lines = await linesDuring(() => rejection(handler({ Records: [record("incoming/a")] }, invocation())))
    assert.strictEqual(lines.length, 1)
    assert.deepInclude(lines[0], { message: "record failed, to be tried again", level: "ERROR" })
    assert.notInclude(JSON.stringify(lines), "ada")
  })

  it("rejects when time is nearly over, so that Lambda tries again", async () => {
    const { handler } = recording(() => Effect.never)
    await linesDuring(async () => {
      const error = await rejection(handler({ Records: [record("incoming/a")] }, invocation(305)))
      assert.include(String(error), "DeadlineExceeded")
    })
  })

  it("rejects while its layers cannot be built, and builds them anew for the next event", async () => {
    let builds = 0
    const handler = S3EventLambda.make({
      layer: Layer.effectDiscard(
        Effect.suspend(() => {
          builds += 1
          return builds === 1 ? Effect.fail("no secret today") : Effect.void
        })
      ),
      key: pattern,
      handle: () => Effect.void,
      isRetryable: () => true
    })
    await linesDuring(async () => {
      assert.include(String(await rejection(handler({ Records: [] }, invocation()))), "LayerBuildFailed")
    })
    await handler({ Records: [record("incoming/a")] }, invocation())
    assert.strictEqual(builds, 2)
  })

  it.each([
    [{ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "temp" }],
    [{}],
    [null],
    ["text"],
    [{ Records: {} }]
  ])("ignores %j", async (event) => {
    const { seen, handler } = recording()
    const lines = await linesDuring(() => handler(event, invocation()))
    assert.deepInclude(lines[0], { message: ["event ignored", { reason: "it has no records" }] })
    assert.strictEqual(seen.length, 0)
  })
})

describe.skipIf(Corpus.isMissing)("S3EventLambda with recorded events", () => {
  it.each(["s3-event.json", "s3-event-with-decoded.json"])("hands over the object of %s", async (name) => {
    const { seen, handler } = recording(undefined, /(.+)\.jpg/)
    await handler(Corpus.named(name), invocation())
    assert.deepStrictEqual(seen, [
      {
        bucket: "sourcebucket",
        key: "Happy Face.jpg",
        captured: ["Happy Face"],
        size: 1024,
        eTag: "d41d8cd98f00b204e9800998ecf8427e"
      }
    ])
  })

  it.each(Corpus.events.filter(([name]) => !name.startsWith("s3-event")))("ignores %s", async (_, recorded) => {
    const { seen, handler } = recording(undefined, /.*/s)
    await linesDuring(() => handler(recorded, invocation()))
    assert.strictEqual(seen.length, 0)
  })
})
