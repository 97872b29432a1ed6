import type { Context as AwsContext } from "aws-lambda"
import { Cause, Effect, Exit, type Layer } from "effect"
import * as Correlation from "./Correlation.ts"
import * as Defects from "./Defects.ts"
import * as LambdaRuntime from "./LambdaRuntime.ts"
import * as Metering from "./Metering.ts"

/** Rejects so that EventBridge has Lambda try again. */
export type Handler = (event: unknown, aws: AwsContext) => Promise<void>

/** Runs `run` whenever the schedule says so; the event says nothing more. `run` is told how many milliseconds it has. */
export const make = <A, E, R, LE>(options: {
  readonly layer: Layer.Layer<R, LE>
  readonly run: (remainingMillis: number) => Effect.Effect<A, E, R>
}): Handler => {
  const runtime = LambdaRuntime.make(options.layer)
  const begin = Metering.make()

  return async (_, aws) => {
    const remainingMillis = aws.getRemainingTimeInMillis()
    const logged = Effect.tapCause(options.run(remainingMillis), (cause) =>
      Effect.andThen(Effect.logError("scheduled run failed", cause), Defects.count(cause))
    )
    const metered = begin(aws, Correlation.ofInvocation(aws))
    const exit = await runtime.run(logged, { remainingMillis, within: metered.within })
    metered.end()
    if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  }
}
