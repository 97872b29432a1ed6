import type { Context as AwsContext } from "aws-lambda"
import { Cause, Effect, Exit, type Layer } from "effect"
import * as Correlation from "./Correlation.ts"
import * as LambdaRuntime from "./LambdaRuntime.ts"

/** Rejects so that EventBridge has Lambda try again. */
export type Handler = (event: unknown, aws: AwsContext) => Promise<void>

/** Runs `run` whenever the schedule says so; the event says nothing more. */
export const make = <E, R, LE>(options: {
  readonly layer: Layer.Layer<R, LE>
  readonly run: Effect.Effect<void, E, R>
}): Handler => {
  const runtime = LambdaRuntime.make(options.layer)
  const logged = Effect.tapCause(options.run, (cause) => Effect.logError("scheduled run failed", cause))

  return async (_, aws) => {
    const exit = await runtime.run(logged, {
      remainingMillis: aws.getRemainingTimeInMillis(),
      within: Correlation.within(aws, Correlation.ofInvocation(aws))
    })
    if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  }
}
