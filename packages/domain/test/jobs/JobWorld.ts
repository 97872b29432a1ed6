import { Array, Context, Effect, Layer, Option, Ref } from "effect"
import type { AnalysisRejected, UnsupportedDocument } from "../../src/analysis/AnalysisErrors.ts"
import { DocumentReader } from "../../src/analysis/DocumentReader.ts"
import type { Findings } from "../../src/analysis/Findings.ts"
import { ReportAnalyst } from "../../src/analysis/ReportAnalyst.ts"
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

type Analysis = Effect.Effect<Findings, UnsupportedDocument | AnalysisRejected | Unavailable>
type Reading = Effect.Effect<void, UnsupportedDocument>

/** What the analyst and the reader do in this story, and how often the analyst was asked. */
export class Script extends Context.Service<
  Script,
  {
    readonly analyses: Effect.Effect<number>
    /** What each call of its model comes to; the last one's findings are the analyst's. */
    analyst(...calls: Array.NonEmptyArray<Analysis>): Effect.Effect<void>
    reader(reading: Reading): Effect.Effect<void>
  }
>()("@serenya/domain/test/jobs/JobWorld/Script") {}

/** An analyst and a reader who find what they are told; at first one result, at once. */
const scripted = Layer.effectContext(
  Effect.gen(function* () {
    const analysis = yield* Ref.make<Array.NonEmptyArray<Analysis>>([Effect.succeed(findings)])
    const reading = yield* Ref.make<Reading>(Effect.void)
    const analyses = yield* Ref.make(0)

    const script = Script.of({
      analyses: Ref.get(analyses),
      analyst: (...calls) => Ref.set(analysis, calls),
      reader: (next) => Ref.set(reading, next)
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
    return Context.make(Script, script).pipe(Context.add(ReportAnalyst, analyst), Context.add(DocumentReader, reader))
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
