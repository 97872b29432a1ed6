import { parentPort, workerData } from "node:worker_threads"

interface Invocation {
  readonly id: number
  readonly event: unknown
  readonly remainingMillis: number
}

const { handler } = await import(workerData.module)

/** What Lambda tells a function about an invocation, as far as ours ask. */
const contextOf = (id: number, remainingMillis: number) => {
  const endsAt = performance.now() + remainingMillis
  return {
    functionName: workerData.name,
    awsRequestId: `00000000-0000-4000-8000-${String(id).padStart(12, "0")}`,
    invokedFunctionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${workerData.name}`,
    getRemainingTimeInMillis: () => Math.max(0, endsAt - performance.now())
  }
}

const tell = (outcome: object) =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  parentPort?.postMessage(outcome)

parentPort?.on("message", ({ event, id, remainingMillis }: Invocation) => {
  Promise.resolve(handler(event, contextOf(id, remainingMillis))).then(
    (value: unknown) => tell({ id, value }),
    (cause: unknown) => tell({ id, error: cause instanceof Error ? cause.message : String(cause) })
  )
})
