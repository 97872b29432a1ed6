import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3"
import type { JobId } from "@serenya/domain/jobs/JobId"
import type { Claim, Retried } from "@serenya/domain/jobs/JobStore"
import type { RandomIds } from "@serenya/domain/shared/RandomIds"
import { DateTime, Effect, Option, Result } from "effect"
import { TempBucket } from "../resources/TempBucket.ts"
import { readObject, writeObject } from "../s3/ObjectCall.ts"
import { type ClaimObject, decodeClaim, encodeClaim } from "./JobObjects.ts"
import type { TempObjects } from "./TempObjects.ts"

export const claimKey = (jobId: JobId): string => `${TempBucket.prefixes.claims}${jobId}`

type Condition = { readonly IfNoneMatch: "*" } | { readonly IfMatch: string }

/** What a worker or an owner writes; the token is the write's own. */
type Writing = Omit<ClaimObject, "token">

const claimOf = (jobId: JobId, { attempt, lease_until, retried }: ClaimObject, revision: string): Claim => ({
  jobId,
  retried: Option.fromUndefinedOr(retried),
  attempt,
  leaseUntil: lease_until,
  revision
})

const retriedIn = Option.match({ onNone: () => ({}), onSome: (retried: Retried) => ({ retried }) })

/** Claims over `claims/{job_id}`: one call where nobody else is there, never a write without a condition. */
export const make = (s3: S3Client, { bucket: Bucket, encryption }: TempObjects, ids: RandomIds["Service"]) => {
  const read = Effect.fnUntraced(
    function* (jobId: JobId) {
      const command = new GetObjectCommand({ Bucket, Key: claimKey(jobId) })
      const found = yield* readObject("S3.getClaim", async (options) => {
        const { Body, ETag = "" } = await s3.send(command, options)
        return { text: await Body?.transformToString(), revision: ETag }
      })
      if (Option.isNone(found)) return Option.none()
      return Option.some({ object: yield* decodeClaim(found.value.text), revision: found.value.revision })
    },
    Effect.catchTag("SchemaError", Effect.die)
  )

  /** Ours, or what stands there instead. A refusal may be the echo of our own write whose answer was lost: its token tells. */
  const write = Effect.fnUntraced(
    function* (jobId: JobId, writing: Writing, condition: Condition) {
      const object: ClaimObject = { ...writing, token: yield* ids.token(16) }
      const command = new PutObjectCommand({
        Bucket,
        Key: claimKey(jobId),
        Body: yield* encodeClaim(object),
        ContentType: "application/json",
        ...condition,
        ...encryption
      })
      return yield* writeObject("S3.putClaim", (options) => s3.send(command, options)).pipe(
        Effect.map(({ ETag = "" }) => Result.succeed(claimOf(jobId, object, ETag))),
        Effect.catchTag("PreconditionFailed", () =>
          Effect.map(read(jobId), (standing) =>
            Option.match(
              Option.filter(standing, (stored) => stored.object.token === object.token),
              {
                onNone: () => Result.fail(standing),
                onSome: (own) => Result.succeed(claimOf(jobId, own.object, own.revision))
              }
            )
          )
        )
      )
    },
    Effect.catchTag("SchemaError", Effect.die)
  )

  const claim = Effect.fn("S3JobStore.claim")(function* (jobId: JobId, now: DateTime.Utc, leaseUntil: DateTime.Utc) {
    const first = yield* write(jobId, { attempt: 1, lease_until: leaseUntil }, { IfNoneMatch: "*" })
    if (Result.isSuccess(first)) return Option.some(first.success)
    const ended = Option.filter(first.failure, ({ object }) => !DateTime.isGreaterThan(object.lease_until, now))
    if (Option.isNone(ended)) return Option.none()
    const { object, revision } = ended.value
    const next = { ...object, attempt: object.attempt + 1, lease_until: leaseUntil }
    return Result.getSuccess(yield* write(jobId, next, { IfMatch: revision }))
  })

  const renew = Effect.fn("S3JobStore.renew")(function* (
    { attempt, jobId, retried, revision }: Claim,
    leaseUntil: DateTime.Utc
  ) {
    const writing = { ...retriedIn(retried), attempt, lease_until: leaseUntil }
    return Result.getSuccess(yield* write(jobId, writing, { IfMatch: revision }))
  })

  const claimed = Effect.fn("S3JobStore.claimed")((jobId: JobId) =>
    Effect.map(
      read(jobId),
      Option.map(({ object, revision }) => claimOf(jobId, object, revision))
    )
  )

  const restart = Effect.fn("S3JobStore.restart")(function* (
    jobId: JobId,
    standing: Option.Option<Claim>,
    retried: Retried
  ) {
    const condition = Option.match(standing, {
      onNone: (): Condition => ({ IfNoneMatch: "*" }),
      onSome: ({ revision }): Condition => ({ IfMatch: revision })
    })
    return Result.getSuccess(yield* write(jobId, { retried, attempt: 0, lease_until: retried.at }, condition))
  })

  return { claim, renew, claimed, restart }
}
