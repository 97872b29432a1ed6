import type * as S3EventLambda from "@serenya/handlers/lambda/S3EventLambda"
import { Clock, type Duration, Effect, FiberSet } from "effect"
import * as ProxyEvent from "./ProxyEvent.ts"

/** An object that was written, at `writtenAt` in epoch milliseconds where that is known; `key` as it is, unencoded. */
export interface WrittenObject {
  readonly bucket: string
  readonly key: string
  readonly size: number
  readonly eTag: string
  readonly writtenAt?: number
}

const limitMillis = 300_000
const patienceMillis = 3000

/** S3 writes keys into its events as a query string would: a space is a plus. */
const encodedKey = (key: string): string => encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%20", "+")

/** The notification that S3 sends to a function (event version 2.1). */
export const notification = ({ bucket, eTag, key, size }: WrittenObject, at: number) => ({
  Records: [
    {
      eventVersion: "2.1",
      eventSource: "aws:s3",
      awsRegion: "eu-west-1",
      eventTime: new Date(at).toISOString(),
      eventName: "ObjectCreated:Post",
      userIdentity: { principalId: "local" },
      requestParameters: { sourceIPAddress: "127.0.0.1" },
      responseElements: { "x-amz-request-id": crypto.randomUUID(), "x-amz-id-2": "local" },
      s3: {
        s3SchemaVersion: "1.0",
        configurationId: "process",
        bucket: { name: bucket, ownerIdentity: { principalId: "local" }, arn: `arn:aws:s3:::${bucket}` },
        object: { key: encodedKey(key), size, eTag, sequencer: at.toString(16).toUpperCase() }
      }
    }
  ]
})

/**
 * Delivers events to the process function as Lambda does asynchronously: an invocation that rejects is tried again after
 * each of `pauses`. When the scope closes, runs under way are given three seconds; what they leave is found at the next start.
 */
export const make = (invoke: S3EventLambda.Handler, pauses: ReadonlyArray<Duration.Input>) =>
  Effect.gen(function* () {
    const underWay = new Set<Promise<boolean>>()
    yield* Effect.addFinalizer(() =>
      Effect.promise(() => Promise.allSettled(underWay)).pipe(
        Effect.timeoutOption(patienceMillis),
        Effect.interruptible
      )
    )
    const deliveries = yield* FiberSet.make()

    const succeeds = (event: unknown) =>
      Effect.promise(async () => {
        const run = invoke(event, ProxyEvent.invocation("process", limitMillis)).then(
          () => true,
          () => false
        )
        underWay.add(run)
        return run.finally(() => underWay.delete(run))
      })

    const attempts = Effect.fnUntraced(function* (object: WrittenObject, waits: ReadonlyArray<Duration.Input>) {
      const event = notification(object, yield* Clock.currentTimeMillis)
      for (const pause of waits) {
        if (yield* succeeds(event)) return
        yield* Effect.sleep(pause)
      }
      yield* succeeds(event)
    })

    /** `morePauses` outlast the lease of a worker that was killed. */
    return (object: WrittenObject, morePauses: ReadonlyArray<Duration.Input> = []) =>
      Effect.asVoid(FiberSet.run(deliveries, attempts(object, [...pauses, ...morePauses])))
  })
