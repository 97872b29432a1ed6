import type { FunctionName } from "@serenya/api/Routes"
import type * as HttpLambda from "@serenya/handlers/lambda/HttpLambda"
import { Effect } from "effect"
import type { Settings } from "../../src/stack/Settings.ts"
import type { AwsMeter } from "./AwsMeter.ts"

/** The entrypoints as they are bundled; each reads its settings when it is loaded. */
const entrypoints = {
  auth: () => import("@serenya/handlers/functions/auth"),
  upload: () => import("@serenya/handlers/functions/upload"),
  status: () => import("@serenya/handlers/functions/status"),
  result: () => import("@serenya/handlers/functions/result"),
  cleanup: () => import("@serenya/handlers/functions/cleanup"),
  "doctor-report": () => import("@serenya/handlers/functions/doctor-report"),
  "user-profile": () => import("@serenya/handlers/functions/user-profile"),
  subscriptions: () => import("@serenya/handlers/functions/subscriptions"),
  "chat-prompts": () => import("@serenya/handlers/functions/chat-prompts"),
  "chat-messages": () => import("@serenya/handlers/functions/chat-messages"),
  "chat-status": () => import("@serenya/handlers/functions/chat-status")
} satisfies Record<FunctionName, () => Promise<{ readonly handler: HttpLambda.Handler }>>

/** Every function behind a meter. They find their settings where a function finds them: in this process's environment. */
export const load = Effect.fnUntraced(function* (settings: Settings, meter: AwsMeter) {
  yield* Effect.sync(() => Object.assign(process.env, settings))

  const loaded = async <A>(entrypoint: () => Promise<{ readonly handler: A }>): Promise<A> =>
    (await entrypoint()).handler

  const metered =
    <Event, AwsContext, A>(name: string, handler: (event: Event, aws: AwsContext) => Promise<A>) =>
    (event: Event, aws: AwsContext) =>
      meter.running(name, () => handler(event, aws))

  return yield* Effect.promise(async () => {
    const answering = async (name: FunctionName) => [name, metered(name, await loaded(entrypoints[name]))] as const
    const endpoints: Array<readonly [FunctionName, HttpLambda.Handler]> = []
    for (const name of Object.keys(entrypoints)) {
      if (name in entrypoints) endpoints.push(await answering(name as FunctionName))
    }
    const authorizer = await loaded(() => import("@serenya/handlers/functions/authorizer"))
    const process = await loaded(() => import("@serenya/handlers/functions/process"))
    const streamProcessor = await loaded(() => import("@serenya/handlers/functions/stream-processor"))
    const checkpoint = await loaded(() => import("@serenya/handlers/functions/audit-checkpoint"))
    const reconcile = await loaded(() => import("@serenya/handlers/functions/reconcile"))
    const resumeErasures = await loaded(() => import("@serenya/handlers/functions/erasure-resume"))
    return {
      endpoints: Object.fromEntries(endpoints) as Readonly<Record<FunctionName, HttpLambda.Handler>>,
      authorizer: metered("authorizer", authorizer),
      process: metered("process", process),
      streamProcessor: metered("stream-processor", streamProcessor),
      clocks: {
        "audit-checkpoint": metered("audit-checkpoint", checkpoint),
        reconcile: metered("reconcile", reconcile),
        "erasure-resume": metered("erasure-resume", resumeErasures)
      }
    }
  })
})
