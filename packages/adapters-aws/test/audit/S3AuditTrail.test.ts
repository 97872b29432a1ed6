import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { AuditEventText } from "@serenya/domain/audit/AuditEvent"
import { AuditDay, keyOf } from "@serenya/domain/audit/AuditKey"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import * as AuditFixtures from "@serenya/domain/testing/AuditFixtures"
import * as AuditTrailLaws from "@serenya/domain/testing/AuditTrailLaws"
import { Effect, Layer, Option, Schema, Stream } from "effect"
import * as S3AuditTrail from "../../src/audit/S3AuditTrail.ts"
import { S3 } from "../../src/s3/S3.ts"
import * as TinyS3 from "../jobs/TinyS3.ts"
import { config } from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

type Script = Parameters<typeof ScriptedServer.start>[0]

const over = (url: string) =>
  S3AuditTrail.layer.pipe(Layer.provide(S3.layer), Layer.provide(config(url, { EVENTS_BUCKET: "events" })))

const trailOn = Effect.fnUntraced(function* (script: Script) {
  const { received, url } = yield* ScriptedServer.start(script)
  return { trail: yield* AuditTrail.pipe(Effect.provide(yield* Layer.build(over(url)))), received }
})

AuditTrailLaws.suite("S3", Layer.unwrap(Effect.map(ScriptedServer.start(TinyS3.make()), ({ url }) => over(url))))

describe("S3AuditTrail", () => {
  it.live("writes one object under observability/, by day, type, time and id, and never over another", () =>
    Effect.gen(function* () {
      const { received, trail } = yield* trailOn(TinyS3.make())
      const event = yield* AuditFixtures.change()
      yield* trail.append(event)
      const name = `session-activity-20260301T093000123Z-${event.id}.json`
      assertEquals(
        received.map(({ headers, method, path }) => [method, path.split("?")[0], headers["if-none-match"]]),
        [["PUT", `/events/observability/year%3D2026/month%3D03/day%3D01/${name}`, "*"]]
      )
      assertEquals(received[0]?.body, yield* Schema.encodeEffect(AuditEventText)(event))
    })
  )

  it.live("ends an append whose answer was lost like one that was answered", () =>
    Effect.gen(function* () {
      const s3 = TinyS3.make()
      const { received, trail } = yield* trailOn((request, nth) => {
        const answer = s3(request)
        return nth === 1 ? "lost" : answer
      })
      const event = yield* AuditFixtures.change()
      // Whether it is new, nobody can say any more: then it is not counted.
      assertEquals(yield* trail.append(event), false)
      assertEquals(received.length, 2)
      assertTrue(Option.isSome(yield* trail.read(keyOf(event))))
    })
  )

  it.live("is unavailable where it may not write, and says after four attempts that it is out of reach", () =>
    Effect.gen(function* () {
      const event = yield* AuditFixtures.change()
      const denied = yield* trailOn(() => ({ status: 403, body: "<Error><Code>AccessDenied</Code></Error>" }))
      assertEquals((yield* Effect.flip(denied.trail.append(event))).retryable, false)
      const down = yield* trailOn(() => ({ status: 503, body: "<Error><Code>SlowDown</Code></Error>" }))
      assertEquals((yield* Effect.flip(down.trail.append(event))).retryable, true)
      assertEquals(down.received.length, 4)
    })
  )

  it.live("takes a missing bucket for an outage, never for an empty trail", () =>
    Effect.gen(function* () {
      const { trail } = yield* trailOn(() => ({ status: 404, body: "<Error><Code>NoSuchBucket</Code></Error>" }))
      assertEquals((yield* Effect.flip(trail.list(AuditDay.make("2026-03-01"))))._tag, "Unavailable")
      assertEquals((yield* Effect.flip(Stream.runCollect(trail.names)))._tag, "Unavailable")
      assertEquals((yield* Effect.flip(trail.read("year=2026")))._tag, "Unavailable")
    })
  )

  it.live("goes on where a page of names ends, and tells of names that are not ours", () =>
    Effect.gen(function* () {
      const event = yield* AuditFixtures.change()
      const pages = [
        `<Contents><Key>observability/foreign.txt</Key></Contents><NextContinuationToken>n</NextContinuationToken>`,
        `<Contents><Key>observability/${keyOf(event)}</Key></Contents>`
      ]
      const { trail } = yield* trailOn(({ path }) => ({
        status: 200,
        body: `<ListBucketResult>${pages[path.includes("continuation-token=n") ? 1 : 0]}</ListBucketResult>`
      }))
      assertEquals([...(yield* Stream.runCollect(trail.names))], ["foreign.txt", keyOf(event)])
      assertEquals(yield* trail.list(AuditDay.make("2026-03-01")), [keyOf(event)])
    })
  )
})
