import type { JobId } from "@serenya/domain/jobs/JobId"
import { JobOutcome } from "@serenya/domain/jobs/JobOutcome"
import { endingOf } from "@serenya/domain/jobs/JobOutcomeRules"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Layer, Option, Schema } from "effect"
import * as FileClaims from "./FileClaims.ts"
import { jobsAfterIn, jobsIn } from "./JobFiles.ts"
import { StateFolder } from "./StateFolder.ts"

const OutcomeText = Schema.fromJsonString(Schema.toCodecJson(JobOutcome))
const decodeOutcome = Schema.decodeUnknownEffect(OutcomeText)
const encodeOutcome = Schema.encodeEffect(OutcomeText)

const outcomePath = (jobId: JobId): string => `outgoing/${jobId}`

const erasedMeanwhile = new Unavailable({
  resource: "storage",
  operation: "FileJobStore.finish",
  retryable: true,
  cause: new Error("An outcome stood there and was erased before it could be read")
})

/** Keeps jobs as files beside their documents; several processes may share the folder. */
export const layer = Layer.effect(
  JobStore,
  Effect.gen(function* () {
    const folder = yield* StateFolder
    yield* folder.makeFolder("claims")
    yield* folder.makeFolder("outgoing")

    const outcome = Effect.fn("FileJobStore.outcome")(
      function* (jobId: JobId) {
        const found = yield* folder.read(outcomePath(jobId))
        if (Option.isNone(found)) return Option.none()
        return Option.some(yield* decodeOutcome(new TextDecoder().decode(found.value)))
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    const ending = Effect.fn("FileJobStore.ending")((jobId: JobId) => Effect.map(outcome(jobId), Option.map(endingOf)))

    const finish = Effect.fn("FileJobStore.finish")(
      function* (jobId: JobId, ending: JobOutcome) {
        if (yield* folder.create(outcomePath(jobId), yield* encodeOutcome(ending))) return endingOf(ending)
        const standing = yield* outcome(jobId)
        return yield* Option.match(standing, {
          onNone: () => Effect.fail(erasedMeanwhile),
          onSome: (it) => Effect.succeed(endingOf(it))
        })
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    const erase = Effect.fn("FileJobStore.erase")(function* (jobId: JobId) {
      yield* folder.remove(FileClaims.claimFolder(jobId))
      yield* folder.remove(outcomePath(jobId))
    })

    const reopen = Effect.fn("FileJobStore.reopen")((jobId: JobId) => folder.remove(outcomePath(jobId)))

    const has = (path: string) => Effect.map(folder.info(path), Option.isSome)

    const remains = Effect.fn("FileJobStore.remains")((jobId: JobId) =>
      Effect.all({ claim: has(FileClaims.claimFolder(jobId)), outcome: has(outcomePath(jobId)) })
    )

    const jobsOf = Effect.fn("FileJobStore.jobsOf")(jobsIn(folder, ["claims", "outgoing"]))

    const jobsAfter = Effect.fn("FileJobStore.jobsAfter")(jobsAfterIn(folder, ["claims", "outgoing"]))

    return JobStore.of({
      ...FileClaims.make(folder),
      outcome,
      ending,
      finish,
      reopen,
      erase,
      remains,
      jobsOf,
      jobsAfter
    })
  })
)
