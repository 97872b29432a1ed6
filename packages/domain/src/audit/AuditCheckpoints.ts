import { Context, DateTime, Effect, Layer, Option, Schema, Stream } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import { AuditKey } from "./AuditKey.ts"
import { AuditTrail } from "./AuditTrail.ts"
import * as ChainRules from "./ChainRules.ts"
import { type Anchor, type Checkpoint, CheckpointText, SignedCheckpoint } from "./Checkpoint.ts"
import * as CheckpointRules from "./CheckpointRules.ts"
import { CheckpointSigner } from "./CheckpointSigner.ts"
import { CheckpointStore } from "./CheckpointStore.ts"
import * as CoverageRules from "./CoverageRules.ts"
import { type Digest, Digests } from "./Digests.ts"
import type { VerificationReport } from "./Finding.ts"

const encodeCheckpoint = Schema.encodeEffect(CheckpointText)
const decodeCheckpoint = Schema.decodeUnknownOption(CheckpointText)
const encodeSigned = Schema.encodeEffect(SignedCheckpoint)
const decodeSigned = Schema.decodeUnknownOption(SignedCheckpoint)
const isKey = Schema.is(AuditKey)

/** The newest checkpoint is not one that another could follow: a verification says what is wrong with it. */
export class ChainBroken extends Schema.TaggedError<ChainBroken>()("ChainBroken", { number: Schema.Int }) {
  override get message() {
    return `Checkpoint ${this.number} cannot be followed: verify the trail`
  }
}

/** A checkpoint that was taken: its anchor, how many events it covers, how many the chain has, and when the one before was taken. */
export interface Taken extends Anchor, Pick<Checkpoint, "at" | "count" | "total"> {
  readonly before: Option.Option<DateTime.Utc>
}

/** Vouches for the trail from time to time, and says whether it still is what was vouched for. */
export class AuditCheckpoints extends Context.Service<
  AuditCheckpoints,
  {
    /** Covers what no checkpoint covers yet. None: another was taken at the same time, and is as good. */
    readonly take: Effect.Effect<Option.Option<Taken>, ChainBroken | Unavailable>
    /** Reads all of it. With an anchor, also what was cut off at the end together with its events is missed. */
    verify(anchor: Option.Option<Anchor>): Effect.Effect<VerificationReport, Unavailable>
  }
>()("@serenya/domain/audit/AuditCheckpoints") {
  static readonly layer = Layer.effect(
    AuditCheckpoints,
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      const store = yield* CheckpointStore
      const signer = yield* CheckpointSigner
      const { sha256 } = yield* Digests

      const linkOf = Effect.fnUntraced(function* (number: number) {
        const signed = Option.flatMap(yield* store.read(number), decodeSigned)
        if (Option.isNone(signed)) return { number, isSigned: false, stated: Option.none() }
        const { checkpoint: text, signature } = signed.value
        const stated = Option.map(decodeCheckpoint(text), (checkpoint) => ({ checkpoint, text }))
        return { number, isSigned: yield* signer.isSigned(text, signature), stated }
      })

      const goodLink = Effect.fnUntraced(function* (number: number) {
        const { isSigned, stated } = yield* linkOf(number)
        if (!isSigned || Option.isNone(stated)) return yield* new ChainBroken({ number })
        return stated.value
      })

      /** The newest checkpoint, and every one before it that may cover an event of a day that is still open. */
      const recent = Effect.fnUntraced(function* (numbers: ReadonlyArray<number>) {
        const links: Array<CheckpointRules.Stated> = []
        for (const number of numbers.toReversed()) {
          const link = yield* goodLink(number)
          links.push(link)
          const since = CheckpointRules.openSince((links[0] ?? link).checkpoint.at)
          if (DateTime.formatIsoDateUtc(link.checkpoint.at) < since) break
        }
        return links
      })

      const keysSince = (last: Option.Option<CheckpointRules.Stated>, now: DateTime.Utc) =>
        Option.match(last, {
          onNone: () => Effect.map(Stream.runCollect(trail.names), (names) => names.filter(isKey)),
          onSome: ({ checkpoint }) => {
            const from = DateTime.subtract(checkpoint.at, CheckpointRules.lateness)
            return Effect.map(
              Effect.forEach(CheckpointRules.daysBetween(from, now), trail.list, { concurrency: 4 }),
              (days) => days.flat()
            )
          }
        })

      const digestOf = (name: string): Effect.Effect<Option.Option<readonly [string, Digest]>, Unavailable> =>
        Effect.map(
          trail.read(name),
          Option.map((text) => [name, sha256(text)] as const)
        )

      const take = Effect.gen(function* () {
        const now = yield* DateTime.now
        const links = yield* recent(yield* store.numbers)
        const last = Option.fromUndefinedOr(links[0])
        const known = links.map(({ checkpoint }) => checkpoint)
        const keys = CheckpointRules.uncovered(yield* keysSince(last, now), known)
        const fresh = yield* Effect.forEach(
          keys,
          (key) =>
            Effect.map(
              digestOf(key),
              Option.map(([, digest]) => ({ key, digest }))
            ),
          { concurrency: 16 }
        )
        const checkpoint = CheckpointRules.next(sha256, last, fresh.flatMap(Option.toArray), now)
        const text = yield* encodeCheckpoint(checkpoint)
        const signed = yield* encodeSigned({ checkpoint: text, signature: yield* signer.sign(text) })
        const isWritten = yield* store.write(checkpoint.number, signed)
        const { at, count, number, total } = checkpoint
        const before = Option.map(last, (link) => link.checkpoint.at)
        return isWritten
          ? Option.some({ number, digest: sha256(text), at, before, count, total })
          : Option.none<Taken>()
      }).pipe(Effect.catchTag("SchemaError", Effect.die), Effect.withSpan("AuditCheckpoints.take"))

      const verify = Effect.fn("AuditCheckpoints.verify")(function* (anchor: Option.Option<Anchor>) {
        const links = yield* Effect.forEach(yield* store.numbers, linkOf, { concurrency: 16 })
        // Events after checkpoints: one that is covered was there before.
        const found = new Map<string, Digest>()
        yield* trail.names.pipe(
          Stream.mapEffect(digestOf, { concurrency: 16 }),
          Stream.runForEach((one) => Effect.sync(() => Option.map(one, ([name, digest]) => found.set(name, digest))))
        )
        const now = yield* DateTime.now
        const vouching = links.flatMap(({ isSigned, stated }) => (isSigned ? Option.toArray(stated) : []))
        const covered = vouching.flatMap(({ checkpoint }) => checkpoint.entries)
        const keys = new Set<string>(covered.map(({ key }) => key))
        const newest = vouching.at(-1)
        return {
          verifiedAt: now,
          checkpoints: links.length,
          events: found.size,
          covered: keys.size,
          pending: Array.from(found.keys()).filter((name) => !keys.has(name) && CoverageRules.isPending(name, now))
            .length,
          ...(newest !== undefined && { newest: `${newest.checkpoint.number}:${sha256(newest.text)}` }),
          findings: [
            ...ChainRules.chainFindings(sha256, links, anchor, now),
            ...CoverageRules.coverageFindings(covered, found, now)
          ]
        }
      })

      return AuditCheckpoints.of({ take, verify })
    })
  )
}
