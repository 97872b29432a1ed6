import type * as ScheduledLambda from "@serenya/handlers/lambda/ScheduledLambda"
import { type Duration, Effect, Schedule } from "effect"
import * as ProxyEvent from "../gateway/ProxyEvent.ts"

/** The functions' timeout, as they are deployed. */
const limitMillis = 120_000

/** Invokes a function now and after each `pause`, as EventBridge does. It says itself what went wrong. */
export const run = (name: string, scheduled: ScheduledLambda.Handler, pause: Duration.Input) =>
  Effect.tryPromise(() => scheduled({}, ProxyEvent.invocation(name, limitMillis))).pipe(
    Effect.ignore,
    Effect.repeat(Schedule.spaced(pause))
  )
