import type * as ScheduledLambda from "@serenya/handlers/lambda/ScheduledLambda"
import { Effect, Schedule } from "effect"
import * as ProxyEvent from "../gateway/ProxyEvent.ts"

/** The function's timeout, as it is deployed. */
const limitMillis = 120_000

/** Invokes the function now and every minute, as EventBridge does every quarter of an hour. It says itself what went wrong. */
export const run = (reconcile: ScheduledLambda.Handler) =>
  Effect.tryPromise(() => reconcile({}, ProxyEvent.invocation("reconcile", limitMillis))).pipe(
    Effect.ignore,
    Effect.repeat(Schedule.spaced("1 minute"))
  )
