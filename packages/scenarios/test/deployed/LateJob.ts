import { PutObjectCommand } from "@aws-sdk/client-s3"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { type JobKind, makeJobId } from "@serenya/domain/jobs/JobId"
import type { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Effect } from "effect"
import { Deployed } from "./Deployed.ts"

/**
 * A job of half an hour ago that its owner started again just now: its claim says so. Its worker holds it, so nothing runs.
 * Only the clock makes one otherwise.
 */
export const startedAgain = Effect.fnUntraced(function* (kind: JobKind, owner: UserId) {
  const { clients, deployment } = yield* Deployed
  const now = yield* DateTime.now
  const jobId = makeJobId(kind, owner, DateTime.subtract(now, { minutes: 30 }), "A".repeat(22))
  const millis = DateTime.toEpochMillis(now)
  const claim = { retried: { times: 1, at: millis }, attempt: 1, lease_until: millis + 60_000, token: "test" }
  const put = (prefix: string, Body: string) =>
    Effect.promise(() =>
      clients.s3.send(
        new PutObjectCommand({ Bucket: deployment.names[TempBucket.env], Key: `${prefix}${jobId}`, Body })
      )
    )
  yield* put(TempBucket.prefixes.claims, JSON.stringify(claim))
  yield* put(TempBucket.prefixes.incoming, "{}")
  return jobId
})
