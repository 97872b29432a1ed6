import * as UnpdfDocumentReader from "@serenya/adapters-aws/analysis/UnpdfDocumentReader"
import type { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import type { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import type { ChatCompanion } from "@serenya/domain/chat/ChatCompanion"
import type { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import type { JobId } from "@serenya/domain/jobs/JobId"
import type { JobStore } from "@serenya/domain/jobs/JobStore"
import type { ReportWriter } from "@serenya/domain/report/ReportWriter"
import type { UserStore } from "@serenya/domain/users/UserStore"
import * as ObjectCreated from "@serenya/handlers/lambda/ObjectCreated"
import * as ProcessObject from "@serenya/handlers/routes/ProcessObject"
import { Clock, Effect, Layer } from "effect"
import * as ObjectEvents from "../gateway/ObjectEvents.ts"
import * as FileStack from "./FileStack.ts"
import * as Models from "./Models.ts"
import type { Settings } from "./Settings.ts"

type Needs = UserStore | DocumentVault | JobStore | DocumentReader | ReportAnalyst | ReportWriter | ChatCompanion

/** What reads and answers, as the settings choose it. */
export const models = (settings: Settings) => Layer.merge(UnpdfDocumentReader.layer, Models.choose(settings).layer)

/**
 * Does once what the process function does with the event of an input: as S3 would tell of it, read as the function reads it.
 * False: it would have to be delivered again.
 */
export const make = Effect.gen(function* () {
  const ports = yield* Effect.context<Needs>()

  return Effect.fn("Processing.deliver")(function* (jobId: JobId) {
    const { Records } = ObjectEvents.notification(FileStack.input(jobId, 0), yield* Clock.currentTimeMillis)
    const object = ObjectCreated.fromRecord(Records[0], ProcessObject.key)
    if (typeof object === "string") return yield* Effect.die(new Error(`An event of ours is no event: ${object}`))
    return yield* ProcessObject.handle(object).pipe(
      Effect.as(true),
      Effect.catchIf(ProcessObject.isRetryable, () => Effect.succeed(false)),
      Effect.orDie,
      Effect.provideContext(ports)
    )
  })
})
