import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { AuditDay, keyOf } from "@serenya/domain/audit/AuditKey"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import { StrandedChange } from "@serenya/domain/audit/StrandedChanges"
import * as AuditFixtures from "@serenya/domain/testing/AuditFixtures"
import * as AuditTrailLaws from "@serenya/domain/testing/AuditTrailLaws"
import * as CheckpointStoreLaws from "@serenya/domain/testing/CheckpointStoreLaws"
import * as StrandedChangesLaws from "@serenya/domain/testing/StrandedChangesLaws"
import { Effect, Layer, Option, Schema, Stream } from "effect"
import * as FileAuditTrail from "../../src/stores/FileAuditTrail.ts"
import * as FileCheckpointStore from "../../src/stores/FileCheckpointStore.ts"
import * as FileStrandedChanges from "../../src/stores/FileStrandedChanges.ts"
import { StateFolder } from "../../src/stores/StateFolder.ts"
import * as Scratch from "../support/Scratch.ts"

const decodeStranded = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.toCodecJson(StrandedChange)))

const waiting = Effect.gen(function* () {
  const folder = yield* StateFolder
  const texts = yield* Effect.forEach(yield* folder.walk("stranded"), (name) => folder.read(`stranded/${name}`))
  return yield* Effect.forEach(texts.flatMap(Option.toArray), (bytes) =>
    decodeStranded(new TextDecoder().decode(bytes))
  )
})

AuditTrailLaws.suite("files", FileAuditTrail.layer.pipe(Layer.provide(Scratch.state)))
CheckpointStoreLaws.suite("files", FileCheckpointStore.layer.pipe(Layer.provide(Scratch.state)))
StrandedChangesLaws.suite("files", FileStrandedChanges.layer.pipe(Layer.provideMerge(Scratch.state)), waiting)

describe("FileAuditTrail", () => {
  it.live("names what is not ours too, and lists only what is", () =>
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      const folder = yield* StateFolder
      const event = yield* AuditFixtures.change()
      yield* trail.append(event)
      const stray = `${keyOf(event).slice(0, "year=2026/month=03/day=01/".length)}stray.txt`
      yield* folder.create(`observability/${stray}`, "not ours")
      assertEquals([...(yield* Stream.runCollect(trail.names))], [keyOf(event), stray])
      assertEquals(yield* trail.list(AuditDay.make("2026-03-01")), [keyOf(event)])
    }).pipe(Effect.provide(FileAuditTrail.layer.pipe(Layer.provideMerge(Scratch.state))))
  )
})
