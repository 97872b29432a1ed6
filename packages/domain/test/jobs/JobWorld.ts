import { Array, Context, Effect, Layer, Option, Ref } from "effect"
import type { AnalysisRejected, UnsupportedDocument } from "../../src/analysis/AnalysisErrors.ts"
import { DocumentReader } from "../../src/analysis/DocumentReader.ts"
import type { Findings } from "../../src/analysis/Findings.ts"
import { ReportAnalyst } from "../../src/analysis/ReportAnalyst.ts"
import { ChatCompanion } from "../../src/chat/ChatCompanion.ts"
import type { ChatContext } from "../../src/chat/ChatContext.ts"
import type { Reply } from "../../src/chat/Reply.ts"
import { DocumentVault } from "../../src/jobs/DocumentVault.ts"
import type { JobId } from "../../src/jobs/JobId.ts"
import * as JobRun from "../../src/jobs/JobRun.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import { MemoryUploads } from "../../src/jobs/MemoryDocumentVault.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import type { UserId } from "../../src/users/UserId.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { type FaultPlan, worker } from "../../testing/FaultPlan.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"

export const findings: Findings = {
  language: "en",
  title: "Blood test report",
  labResults: [
    {
      testName: "Hemoglobin",
      category: "blood",
      valueText: "17.9",
      unit: "g/dL",
      referenceText: "13.5 - 17.5",
      printedFlag: "H",
      page: 1,
      quote: "Hemoglobin 17.9 H g/dL 13.5 - 17.5"
    }
  ],
  vitals: [],
  troubles: []
}

/** What a question is about in these stories: the result of `findings`, as a device holds it. */
export const context: ChatContext = {
  labResults: JobFixtures.resultOf(JobFixtures.someId).labResults.map((result) => ({
    ...result,
    testName: "Hemoglobin",
    valueText: "17.9",
    unit: "g/dL"
  })),
  vitals: []
}

export const said: Reply = { answer: "Your hemoglobin is 17.9 g/dL.", citedResultIds: ["r1"], followUps: [] }

type Replying = Effect.Effect<Reply, AnalysisRejected | Unavailable>
type Analysis = Effect.Effect<Findings, UnsupportedDocument | AnalysisRejected | Unavailable>
type Reading = Effect.Effect<void, UnsupportedDocument>

/** What analyst, reader and companion do in this story, and how often the analyst was asked. */
export class Script extends Context.Service<
  Script,
  {
    readonly analyses: Effect.Effect<number>
    /** What each call of its model comes to; the last one's findings are the analyst's. */
    analyst(...calls: Array.NonEmptyArray<Analysis>): Effect.Effect<void>
    reader(reading: Reading): Effect.Effect<void>
    /** What the companion says each time it is asked; the last one's reply again and again. */
    companion(...replies: Array.NonEmptyArray<Replying>): Effect.Effect<void>
    /** What the companion was told to be wrong, each time it was asked. */
    readonly asked: Effect.Effect<ReadonlyArray<ReadonlyArray<string>>>
  }
>()("@serenya/domain/test/jobs/JobWorld/Script") {}

/** An analyst, a reader and a companion who say what they are told; at first one result, at once. */
const scripted = Layer.effectContext(
  Effect.gen(function* () {
    const analysis = yield* Ref.make<Array.NonEmptyArray<Analysis>>([Effect.succeed(findings)])
    const reading = yield* Ref.make<Reading>(Effect.void)
    const analyses = yield* Ref.make(0)
    const replies = yield* Ref.make<Array.NonEmptyArray<Replying>>([Effect.succeed(said)])
    const asked = yield* Ref.make<ReadonlyArray<ReadonlyArray<string>>>([])

    const script = Script.of({
      analyses: Ref.get(analyses),
      analyst: (...calls) => Ref.set(analysis, calls),
      reader: (next) => Ref.set(reading, next),
      companion: (...next) => Ref.set(replies, next),
      asked: Ref.get(asked)
    })
    const analyst = ReportAnalyst.of({
      model: "scripted",
      promptVersion: "1",
      analyse: (_, permit) =>
        Ref.update(analyses, (n) => n + 1).pipe(
          Effect.andThen(Effect.yieldNow),
          Effect.andThen(Ref.get(analysis)),
          Effect.flatMap((calls) => Effect.forEach(calls, (call) => Effect.andThen(permit, call))),
          Effect.map(Array.lastNonEmpty),
          Effect.tap(() => Effect.yieldNow)
        )
    })
    const reader = DocumentReader.of({
      read: (fileType, bytes) =>
        Effect.flatten(Ref.get(reading)).pipe(
          Effect.as({
            fileType,
            bytes,
            pages: [{ number: 1, width: 595, height: 842, items: [] }],
            picturePages: [1],
            hidesText: false
          })
        )
    })
    const companion = ChatCompanion.of({
      model: "scripted",
      promptVersion: "1",
      reply: Effect.fnUntraced(function* (_, invented, permit) {
        yield* permit
        const times = (yield* Ref.updateAndGet(asked, (all) => [...all, invented])).length
        const all = yield* Ref.get(replies)
        return yield* all[times - 1] ?? Array.lastNonEmpty(all)
      })
    })
    return Context.make(Script, script).pipe(
      Context.add(ReportAnalyst, analyst),
      Context.add(DocumentReader, reader),
      Context.add(ChatCompanion, companion)
    )
  })
)

const ports = Layer.merge(MemoryPorts.layer, scripted)
export const layer = World.services.pipe(Layer.provideMerge(ports))

type Ports = Layer.Success<typeof ports>
type Story<E> = Effect.Effect<void, E, Layer.Success<typeof layer>>

/** Tells a story in so many interleavings, each in a world of its own. */
export const tell = <E>(seeds: number, story: (seed: number) => Story<E>, plan?: (seed: number) => string): void =>
  Simulation.forSeeds(seeds, (seed) => story(seed).pipe(Effect.provide(layer)), plan)

export const outage = (fields: { readonly retryable: boolean }) =>
  new Unavailable({ resource: "analysis", operation: "analyse", cause: "none", ...fields })

/** A person whose document has just arrived. */
export const uploaded = Effect.gen(function* () {
  const { caller, user } = yield* World.newcomer
  const { jobId } = yield* (yield* Uploads).grant(caller, World.document)
  yield* (yield* MemoryUploads).plant(jobId, { fileType: "pdf", bytes: Uint8Array.of(1, 2, 3) })
  return { caller, userId: user.id, jobId }
})

/** The event's delivery to a fresh worker. None: the worker crashed. */
export const deliver = Effect.fnUntraced(function* (jobId: JobId, plan?: FaultPlan) {
  return yield* worker(yield* Effect.context<Ports>(), plan).work(JobRun.run(jobId))
})

/** What is left of a job, and what it cost its owner. */
export const standing = Effect.fnUntraced(function* (jobId: JobId, userId: UserId) {
  const user = yield* Effect.fromOption(yield* (yield* UserStore).find(userId))
  const { documents, reservations } = user.subscription.usage
  return {
    ending: Option.getOrNull(yield* (yield* JobStore).ending(jobId)),
    input: yield* (yield* DocumentVault).exists(jobId),
    documents,
    reserved: Object.keys(reservations).length,
    analyses: yield* (yield* Script).analyses
  }
})
