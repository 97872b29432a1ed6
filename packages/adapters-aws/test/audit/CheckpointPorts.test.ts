import { createHmac } from "node:crypto"
import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { keyOf } from "@serenya/domain/audit/AuditKey"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import { CheckpointSigner } from "@serenya/domain/audit/CheckpointSigner"
import { CheckpointStore } from "@serenya/domain/audit/CheckpointStore"
import { Digests } from "@serenya/domain/audit/Digests"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import * as AuditFixtures from "@serenya/domain/testing/AuditFixtures"
import * as CheckpointSignerLaws from "@serenya/domain/testing/CheckpointSignerLaws"
import * as CheckpointStoreLaws from "@serenya/domain/testing/CheckpointStoreLaws"
import * as DigestsLaws from "@serenya/domain/testing/DigestsLaws"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import * as HmacCheckpointSigner from "../../src/audit/HmacCheckpointSigner.ts"
import * as NodeDigests from "../../src/audit/NodeDigests.ts"
import * as S3AuditTrail from "../../src/audit/S3AuditTrail.ts"
import * as S3CheckpointStore from "../../src/audit/S3CheckpointStore.ts"
import { S3 } from "../../src/s3/S3.ts"
import * as TinyS3 from "../jobs/TinyS3.ts"
import { config } from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

const bytes = new Uint8Array(32).fill(7)

const keys = Layer.mock(SecretKeys, {
  ring: (name) =>
    name === "audit-checkpoint"
      ? Effect.succeed({
          current: { id: "1", bytes: Redacted.make(bytes) },
          previous: Option.none(),
          rotatedAt: Fixtures.at
        })
      : Effect.die(new Error(`Not the key of checkpoints: ${name}`))
})

const Signer = HmacCheckpointSigner.layer.pipe(Layer.provide(keys))

const objectsOver = (url: string) =>
  Layer.merge(S3AuditTrail.layer, S3CheckpointStore.layer).pipe(
    Layer.provide(S3.layer),
    Layer.provide(config(url, { EVENTS_BUCKET: "events" }))
  )

const tinyS3 = (script: Parameters<typeof ScriptedServer.start>[0] = TinyS3.make()) =>
  Layer.unwrap(Effect.map(ScriptedServer.start(script), ({ url }) => objectsOver(url)))

CheckpointSignerLaws.suite("HMAC", Signer)
CheckpointStoreLaws.suite("S3", tinyS3())
DigestsLaws.suite("Node", NodeDigests.layer)

describe("NodeDigests", () => {
  it.effect.each<readonly [string, string]>([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]
  ])("digests %j as FIPS 180-4 has it", ([text, digest]) =>
    Effect.gen(function* () {
      assertEquals((yield* Digests).sha256(text), digest)
    }).pipe(Effect.provide(NodeDigests.layer))
  )
})

describe("HmacCheckpointSigner", () => {
  it.effect("signs with HMAC-SHA-256 under the checkpoints' own key", () =>
    Effect.gen(function* () {
      assertEquals(
        yield* (yield* CheckpointSigner).sign("text"),
        createHmac("sha256", bytes).update("text").digest("hex")
      )
    }).pipe(Effect.provide(Signer))
  )
})

describe("S3CheckpointStore", () => {
  it.live("takes a checkpoint whose answer was lost for its own", () =>
    Effect.gen(function* () {
      const s3 = TinyS3.make()
      const world = yield* Layer.build(
        tinyS3((request, nth) => {
          const answer = s3(request)
          return nth === 1 ? "lost" : answer
        })
      )
      assertEquals(yield* CheckpointStore.use((store) => store.write(1, "mine")).pipe(Effect.provide(world)), true)
    })
  )

  it.live("takes a missing bucket for an outage, never for a trail that nobody vouched for", () =>
    Effect.gen(function* () {
      const world = yield* Layer.build(
        tinyS3(() => ({ status: 404, body: "<Error><Code>NoSuchBucket</Code></Error>" }))
      )
      const store = yield* CheckpointStore.pipe(Effect.provide(world))
      assertEquals((yield* Effect.flip(store.numbers))._tag, "Unavailable")
      assertEquals((yield* Effect.flip(store.read(1)))._tag, "Unavailable")
    })
  )

  it.live("holds a chain over real digests and signatures, in which an edited event shows", () =>
    Effect.gen(function* () {
      const s3 = TinyS3.make()
      const world = AuditCheckpoints.layer.pipe(
        Layer.provideMerge(Layer.mergeAll(tinyS3(s3), Signer, NodeDigests.layer))
      )
      yield* Effect.gen(function* () {
        const { take, verify } = yield* AuditCheckpoints
        const trail = yield* AuditTrail
        const event = yield* AuditFixtures.change({ at: yield* DateTime.now })
        yield* trail.append(event)
        yield* take
        yield* trail.append(yield* AuditFixtures.change({ at: yield* DateTime.now }))
        yield* take
        assertEquals((yield* verify(Option.none())).findings, [])
        const key = keyOf(event)
        s3({ method: "PUT", path: `/events/observability/${key}`, headers: {}, body: "{}" })
        assertEquals((yield* verify(Option.none())).findings, [{ kind: "event_edited", what: key }])
      }).pipe(Effect.provide(world))
    })
  )
})
