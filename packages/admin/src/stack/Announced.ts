import type { JobId } from "@serenya/domain/jobs/JobId"
import * as Processing from "@serenya/local/stack/Processing"
import { Context, Effect, Layer } from "effect"

/** What follows when an input is told of again: on AWS the function hears of it; in a state folder nobody does but us. */
export class Announced extends Context.Service<
  Announced,
  {
    /** Whether the job was run here, and whether it would have to be run again. */
    follow(jobId: JobId): Effect.Effect<"elsewhere" | "run" | "run_again">
  }
>()("@serenya/admin/stack/Announced") {}

export const elsewhere = Layer.succeed(Announced, Announced.of({ follow: () => Effect.succeed("elsewhere" as const) }))

/** Runs it in this process, by the event of the deployed function and the models that the environment chooses. */
export const here = Layer.unwrap(
  Effect.map(
    Effect.sync(() => process.env),
    (settings) =>
      Layer.effect(
        Announced,
        Effect.map(Processing.make, (deliver) =>
          Announced.of({
            follow: (jobId) =>
              Effect.map(deliver(jobId), (isOver) => (isOver ? ("run" as const) : ("run_again" as const)))
          })
        )
      ).pipe(Layer.provide(Processing.models(settings)))
  )
)
