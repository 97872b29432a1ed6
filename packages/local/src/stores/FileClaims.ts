import type { JobId } from "@serenya/domain/jobs/JobId"
import type { Claim, Retried } from "@serenya/domain/jobs/JobStore"
import { DateTime, Effect, Option, Schema } from "effect"
import type { StateFolder } from "./StateFolder.ts"

const Link = Schema.Struct({
  retried: Schema.optionalKey(Schema.Struct({ times: Schema.Int, at: Schema.DateTimeUtcFromMillis })),
  attempt: Schema.Int,
  lease_until: Schema.DateTimeUtcFromMillis,
  revision: Schema.String
})
type Link = typeof Link.Type

const LinkText = Schema.fromJsonString(Link)
const decodeLink = Schema.decodeUnknownEffect(LinkText)
const encodeLink = Schema.encodeEffect(LinkText)

const start = "first"

export const claimFolder = (jobId: JobId): string => `claims/${jobId}`

const claimOf = (jobId: JobId, { attempt, lease_until, retried, revision }: Link): Claim => ({
  jobId,
  retried: Option.fromUndefinedOr(retried),
  attempt,
  leaseUntil: lease_until,
  revision
})

const isOurs = (link: Link, revision: string): boolean => link.revision === revision

/**
 * Claims as a chain of files: each is named by the revision that it follows, so of all who follow one revision only one
 * succeeds, in whatever process. The last link is the claim; a revision from before an erasure is in no chain.
 */
export const make = (folder: StateFolder["Service"]) => {
  const last = Effect.fnUntraced(
    function* (jobId: JobId) {
      let found = Option.none<Link>()
      for (;;) {
        const name = Option.match(found, { onNone: () => start, onSome: ({ revision }) => revision })
        const next = yield* folder.read(`${claimFolder(jobId)}/${name}`)
        if (Option.isNone(next)) return found
        found = Option.some(yield* decodeLink(new TextDecoder().decode(next.value)))
      }
    },
    Effect.catchTag("SchemaError", Effect.die)
  )

  const follow = Effect.fnUntraced(
    function* (jobId: JobId, after: string, writing: Omit<Link, "revision">) {
      const revision = crypto.randomUUID()
      const text = yield* encodeLink({ ...writing, revision })
      if (!(yield* folder.create(`${claimFolder(jobId)}/${after}`, text))) return Option.none()
      const standing = Option.filter(yield* last(jobId), (link) => isOurs(link, revision))
      return Option.map(standing, (link) => claimOf(jobId, link))
    },
    Effect.catchTag("SchemaError", Effect.die)
  )

  const claim = Effect.fn("FileJobStore.claim")(function* (jobId: JobId, now: DateTime.Utc, leaseUntil: DateTime.Utc) {
    const held = yield* last(jobId)
    if (Option.isNone(held)) {
      yield* folder.makeFolder(claimFolder(jobId))
      return yield* follow(jobId, start, { attempt: 1, lease_until: leaseUntil })
    }
    const { revision, ...link } = held.value
    if (DateTime.isGreaterThan(link.lease_until, now)) return Option.none()
    return yield* follow(jobId, revision, { ...link, attempt: link.attempt + 1, lease_until: leaseUntil })
  })

  const renew = Effect.fn("FileJobStore.renew")(
    ({ attempt, jobId, retried, revision }: Claim, leaseUntil: DateTime.Utc) =>
      follow(jobId, revision, {
        ...Option.match(retried, { onNone: () => ({}), onSome: (retried) => ({ retried }) }),
        attempt,
        lease_until: leaseUntil
      })
  )

  const claimed = Effect.fn("FileJobStore.claimed")((jobId: JobId) =>
    Effect.map(
      last(jobId),
      Option.map((link) => claimOf(jobId, link))
    )
  )

  const restart = Effect.fn("FileJobStore.restart")(function* (
    jobId: JobId,
    standing: Option.Option<Claim>,
    retried: Retried
  ) {
    if (Option.isNone(standing)) yield* folder.makeFolder(claimFolder(jobId))
    const after = Option.match(standing, { onNone: () => start, onSome: ({ revision }) => revision })
    return yield* follow(jobId, after, { retried, attempt: 0, lease_until: retried.at })
  })

  return { claim, renew, claimed, restart }
}
