import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Layer, Option, Schema } from "effect"
import { TestClock } from "effect/testing"
import { AuditCheckpoints } from "../../src/audit/AuditCheckpoints.ts"
import { keyOf } from "../../src/audit/AuditKey.ts"
import { AuditTrail } from "../../src/audit/AuditTrail.ts"
import { type Anchor, CheckpointText, SignedCheckpoint } from "../../src/audit/Checkpoint.ts"
import { headAfter } from "../../src/audit/CheckpointRules.ts"
import { CheckpointSigner } from "../../src/audit/CheckpointSigner.ts"
import { Digest, Digests } from "../../src/audit/Digests.ts"
import * as MemoryAuditTrail from "../../src/audit/MemoryAuditTrail.ts"
import * as MemoryCheckpointSigner from "../../src/audit/MemoryCheckpointSigner.ts"
import * as MemoryCheckpointStore from "../../src/audit/MemoryCheckpointStore.ts"
import * as MemoryDigests from "../../src/audit/MemoryDigests.ts"
import * as AuditFixtures from "../../testing/AuditFixtures.ts"
import * as Fixtures from "../../testing/Fixtures.ts"

const world = () =>
  AuditCheckpoints.layer.pipe(
    Layer.provideMerge(
      Layer.mergeAll(
        MemoryAuditTrail.layer,
        MemoryCheckpointStore.layer,
        MemoryCheckpointSigner.layer,
        MemoryDigests.layer
      )
    )
  )

const at = (hours: number) => DateTime.add(Fixtures.at, { hours })
const setHour = (hours: number) => TestClock.setTime(at(hours).epochMilliseconds)

const told = Effect.fnUntraced(function* (hours: number, count = 3) {
  const trail = yield* AuditTrail
  const events = yield* Effect.replicateEffect(AuditFixtures.change({ at: at(hours) }), count)
  yield* Effect.forEach(events, trail.append)
  return events.map(keyOf)
})

const take = AuditCheckpoints.use((checkpoints) => checkpoints.take)
const verify = (anchor = Option.none<Anchor>()) => AuditCheckpoints.use((checkpoints) => checkpoints.verify(anchor))

/** Three hours, three checkpoints with three events each; the keys of each hour. */
const threeHours = Effect.gen(function* () {
  const hours: Array<ReadonlyArray<string>> = []
  for (const hour of [0, 1, 2]) {
    yield* setHour(hour)
    hours.push(yield* told(hour))
    yield* take
  }
  return hours
})

const findingsNow = Effect.map(verify(), ({ findings }) => findings.map(({ kind, what }) => `${kind} ${what}`))

const decodeSigned = Schema.decodeUnknownSync(SignedCheckpoint)
const encodeSigned = Schema.encodeSync(SignedCheckpoint)
const decodeText = Schema.decodeUnknownSync(CheckpointText)
const encodeText = Schema.encodeSync(CheckpointText)

const objects = MemoryAuditTrail.MemoryTrailObjects
const stored = MemoryCheckpointStore.MemoryCheckpoints

describe("a sound trail", () => {
  it.effect("verifies, with every event covered once, also those of the last days that came late", () =>
    Effect.gen(function* () {
      yield* threeHours
      yield* setHour(26)
      yield* told(26, 4)
      yield* take
      yield* setHour(27)
      yield* told(2, 2) // a day late, after a checkpoint of the next day
      const last = Option.getOrThrow(yield* take)
      assertEquals([last.number, last.count, last.total], [5, 2, 15])
      const { covered, checkpoints, events, findings, pending } = yield* verify()
      assertEquals(findings, [])
      assertEquals([checkpoints, events, covered, pending], [5, 15, 15, 0])
    }).pipe(Effect.provide(world()))
  )

  it.effect("verifies while events wait for their first checkpoint, and counts them", () =>
    Effect.gen(function* () {
      yield* threeHours
      yield* told(2, 2)
      const { findings, pending } = yield* verify()
      assertEquals([findings, pending], [[], 2])
    }).pipe(Effect.provide(world()))
  )

  it.effect("covers what was told while nobody took checkpoints for a month", () =>
    Effect.gen(function* () {
      yield* threeHours
      for (const day of [3, 10, 20]) yield* told(24 * day)
      yield* setHour(24 * 30)
      assertEquals((yield* findingsNow).filter((finding) => finding.startsWith("checkpoints_stale")).length, 1)
      assertEquals(Option.getOrThrow(yield* take).count, 9)
      assertEquals(yield* findingsNow, [])
    }).pipe(Effect.provide(world()))
  )

  it.effect("has checkpoints of quiet hours too", () =>
    Effect.gen(function* () {
      yield* setHour(0)
      assertEquals(Option.getOrThrow(yield* take).count, 0)
      yield* setHour(1)
      assertEquals(Option.getOrThrow(yield* take).number, 2)
      assertEquals(yield* findingsNow, [])
    }).pipe(Effect.provide(world()))
  )

  it.effect("keeps one of two checkpoints that are taken at once", () =>
    Effect.gen(function* () {
      yield* setHour(0)
      yield* told(0)
      const both = yield* Effect.all([take, Effect.andThen(Effect.yieldNow, take)], { concurrency: "unbounded" })
      assert.isTrue(both.some(Option.isSome))
      assertEquals(yield* findingsNow, [])
      assertEquals((yield* stored).size, new Set((yield* stored).values()).size)
    }).pipe(Effect.provide(world()))
  )

  it.effect("still verifies when an erasure has left its events", () =>
    Effect.gen(function* () {
      yield* setHour(0)
      const trail = yield* AuditTrail
      const event = yield* AuditFixtures.change({ at: at(0) })
      yield* trail.append(event)
      yield* take
      yield* setHour(1)
      const erased = {
        subject: event.subject,
        at: at(1),
        type: "account-erasure",
        action: "removed",
        fields: []
      } as const
      yield* trail.append(yield* AuditFixtures.change(erased))
      yield* take
      assertEquals(yield* findingsNow, [])
    }).pipe(Effect.provide(world()))
  )

  it.effect("lets events and checkpoints go after seven years, and no day before", () =>
    Effect.gen(function* () {
      const [first = []] = yield* threeHours
      const years = 7 * 365 * 24
      yield* setHour(years - 48)
      yield* take
      const texts = yield* objects
      for (const key of first) texts.delete(key)
      assertEquals((yield* findingsNow).filter((finding) => finding.startsWith("event_missing")).length, 3)
      yield* setHour(years + 24)
      yield* take
      ;(yield* stored).delete(1)
      assertEquals(yield* findingsNow, [])
    }).pipe(Effect.provide(world()))
  )
})

describe("a trail that somebody laid hands on", () => {
  const tampered = (
    name: string,
    tamper: (
      hours: ReadonlyArray<ReadonlyArray<string>>
    ) => Effect.Effect<
      ReadonlyArray<string>,
      never,
      MemoryAuditTrail.MemoryTrailObjects | MemoryCheckpointStore.MemoryCheckpoints | CheckpointSigner | Digests
    >
  ) =>
    it.effect(name, () =>
      Effect.gen(function* () {
        const expected = yield* tamper(yield* threeHours)
        assertEquals((yield* findingsNow).toSorted(), expected.toSorted())
      }).pipe(Effect.provide(world()))
    )

  tampered("shows which event was edited, by one letter", ([, second = []]) =>
    Effect.map(objects, (texts) => {
      const key = second[0] ?? ""
      texts.set(key, (texts.get(key) ?? "").replace("active", "Active"))
      return [`event_edited ${key}`]
    })
  )

  tampered("shows which event was deleted", ([, , last = []]) =>
    Effect.map(objects, (texts) => {
      const key = last[2] ?? ""
      texts.delete(key)
      return [`event_missing ${key}`]
    })
  )

  tampered("shows an event of an old day that was put there, and a name that is none of ours", () =>
    Effect.gen(function* () {
      const texts = yield* objects
      const old = keyOf(yield* AuditFixtures.change({ at: at(-72) }))
      texts.set(old, "{}")
      texts.set("year=2026/readme.txt", "hello")
      return [`event_inserted ${old}`, "event_inserted year=2026/readme.txt"]
    })
  )

  tampered("shows both events whose places were changed", ([first = []]) =>
    Effect.map(objects, (texts) => {
      const [one = "", two = ""] = first
      const [was = "", is = ""] = [texts.get(one), texts.get(two)]
      texts.set(one, is).set(two, was)
      return [`event_edited ${one}`, `event_edited ${two}`]
    })
  )

  tampered("shows an edited checkpoint", () =>
    Effect.map(stored, (texts) => {
      const { checkpoint, signature } = decodeSigned(texts.get(2))
      texts.set(2, encodeSigned({ checkpoint: checkpoint.replace('"count":3', '"count":2'), signature }))
      return ["checkpoint_forged 2", "checkpoint_unlinked 3"]
    })
  )

  tampered("shows a checkpoint that was deleted from the middle", () =>
    Effect.map(stored, (texts) => {
      texts.delete(2)
      return ["checkpoint_missing 2"]
    })
  )

  tampered("shows two checkpoints whose places were changed", () =>
    Effect.map(stored, (texts) => {
      const [second = "", third = ""] = [texts.get(2), texts.get(3)]
      texts.set(2, third).set(3, second)
      return ["checkpoint_misplaced 2", "checkpoint_misplaced 3"]
    })
  )

  tampered("shows a checkpoint that nobody can read", () =>
    Effect.map(stored, (texts) => {
      texts.set(3, "{")
      return ["checkpoint_unreadable 3", "checkpoints_stale 3"]
    })
  )

  const reSigned = (number: number, change: (text: ReturnType<typeof decodeText>) => ReturnType<typeof decodeText>) =>
    Effect.gen(function* () {
      const texts = yield* stored
      const checkpoint = encodeText(change(decodeText(decodeSigned(texts.get(number)).checkpoint)))
      const signature = yield* Effect.orDie((yield* CheckpointSigner).sign(checkpoint))
      texts.set(number, encodeSigned({ checkpoint, signature }))
    })

  tampered("shows, even to who has the key, entries in another order, by the chain", () =>
    Effect.as(
      reSigned(3, (checkpoint) => ({ ...checkpoint, entries: checkpoint.entries.toReversed() })),
      ["checkpoint_inconsistent 3"]
    )
  )

  tampered("shows, even to who has the key and makes the chain anew, entries in another order", () =>
    Effect.gen(function* () {
      const { sha256 } = yield* Digests
      const { head } = decodeText(decodeSigned((yield* stored).get(2)).checkpoint)
      yield* reSigned(3, (checkpoint) => {
        const entries = checkpoint.entries.toReversed()
        return { ...checkpoint, entries, head: headAfter(sha256, head, entries) }
      })
      return ["checkpoint_inconsistent 3"]
    })
  )

  tampered("shows, even to who has the key, that history was rewritten before the newest checkpoint", () =>
    Effect.as(
      reSigned(1, (checkpoint) => ({ ...checkpoint, at: at(-1) })),
      ["checkpoint_unlinked 2"]
    )
  )

  tampered("shows, even to who has the key, an event that is covered twice", () =>
    Effect.gen(function* () {
      const first = decodeText(decodeSigned((yield* stored).get(1)).checkpoint).entries[0]
      if (first === undefined) return assert.fail("no entry")
      yield* reSigned(3, (checkpoint) => ({ ...checkpoint, entries: [first, ...checkpoint.entries] }))
      return ["checkpoint_inconsistent 3", `event_covered_twice ${first.key}`]
    })
  )
})

describe("a trail that was cut off at its end", () => {
  const cutOff = Effect.gen(function* () {
    const [, , last = []] = yield* threeHours
    const { newest = "" } = yield* verify()
    ;(yield* stored).delete(3)
    const texts = yield* objects
    for (const key of last) texts.delete(key)
    const [number, digest = ""] = newest.split(":")
    return { number: Number(number), digest: Digest.make(digest) }
  })

  it.effect("shows the events that its checkpoint still vouches for", () =>
    Effect.gen(function* () {
      const [, , last = []] = yield* threeHours
      const texts = yield* objects
      for (const key of last) texts.delete(key)
      assertEquals(
        yield* findingsNow,
        last.map((key) => `event_missing ${key}`)
      )
    }).pipe(Effect.provide(world()))
  )

  it.effect("is stale within two hours, where the checkpoint went too", () =>
    Effect.gen(function* () {
      yield* cutOff
      yield* setHour(4)
      assertEquals(yield* findingsNow, ["checkpoints_stale 2"])
    }).pipe(Effect.provide(world()))
  )

  it.effect("misses the anchor, also when new checkpoints took the place of those cut off", () =>
    Effect.gen(function* () {
      const anchor = Option.some(yield* cutOff)
      const kinds = Effect.map(verify(anchor), ({ findings }) => findings.map(({ kind, what }) => `${kind} ${what}`))
      assertEquals(yield* kinds, ["anchor_missing 3"])
      yield* setHour(3)
      yield* take
      assertEquals(yield* findingsNow, [])
      assertEquals(yield* kinds, ["anchor_missing 3"])
    }).pipe(Effect.provide(world()))
  )

  it.effect("takes no checkpoint after one that cannot be followed", () =>
    Effect.gen(function* () {
      yield* threeHours
      ;(yield* stored).set(3, "{")
      assertEquals((yield* Effect.flip(take))._tag, "ChainBroken")
    }).pipe(Effect.provide(world()))
  )
})
