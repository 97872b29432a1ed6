import type { Context as AwsContext } from "aws-lambda"
import { Cause, Effect, Exit, type Layer } from "effect"
import * as Correlation from "./Correlation.ts"
import * as LambdaRuntime from "./LambdaRuntime.ts"

/** Rejects so that EventBridge has Lambda try again. */
export type Handler = (event: unknown, aws: AwsContext) => Promise<void>

/** Runs `run` whenever the schedule says so; the event says nothing more. `run` is told how many milliseconds it has. */
export const make = <A, E, R, LE>(options: {
  readonly layer: Layer.Layer<R, LE>
  readonly run: (remainingMillis: number) => Effect.Effect<A, E, R>
}): Handler => {
  const runtime = LambdaRuntime.make(options.layer)

  return async (_, aws) => {
    const remainingMillis = aws.getRemainingTimeInMillis()
    const logged = Effect.tapCause(options.run(remainingMillis), (cause) =>
      Effect.logError("scheduled run failed", cause)
    )
    const within = Correlation.within(aws, Correlation.ofInvocation(aws))
    const exit = await runtime.run(logged, { remainingMillis, within })
    if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  }
}
