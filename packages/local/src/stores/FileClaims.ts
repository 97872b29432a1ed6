import type { JobId } from "@serenya/domain/jobs/JobId"
import type { Claim } from "@serenya/domain/jobs/JobStore"
import { DateTime, Effect, Option, Schema } from "effect"
import type { StateFolder } from "./StateFolder.ts"

const Link = Schema.Struct({ attempt: Schema.Int, lease_until: Schema.DateTimeUtcFromMillis, revision: Schema.String })
type Link = typeof Link.Type

const LinkText = Schema.fromJsonString(Link)
const decodeLink = Schema.decodeUnknownEffect(LinkText)
const encodeLink = Schema.encodeEffect(LinkText)

const start = "first"

export const claimFolder = (jobId: JobId): string => `claims/${jobId}`

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
    function* (jobId: JobId, after: string, attempt: number, leaseUntil: DateTime.Utc) {
      const revision = crypto.randomUUID()
      const text = yield* encodeLink({ attempt, lease_until: leaseUntil, revision })
      if (!(yield* folder.create(`${claimFolder(jobId)}/${after}`, text))) return Option.none()
      const standing = yield* last(jobId)
      return Option.as(
        Option.filter(standing, (link) => isOurs(link, revision)),
        { jobId, attempt, leaseUntil, revision }
      )
    },
    Effect.catchTag("SchemaError", Effect.die)
  )

  const claim = Effect.fn("FileJobStore.claim")(function* (jobId: JobId, now: DateTime.Utc, leaseUntil: DateTime.Utc) {
    const held = yield* last(jobId)
    if (Option.isNone(held)) {
      yield* folder.makeFolder(claimFolder(jobId))
      return yield* follow(jobId, start, 1, leaseUntil)
    }
    const { attempt, lease_until, revision } = held.value
    if (DateTime.isGreaterThan(lease_until, now)) return Option.none()
    return yield* follow(jobId, revision, attempt + 1, leaseUntil)
  })

  const renew = Effect.fn("FileJobStore.renew")(({ attempt, jobId, revision }: Claim, leaseUntil: DateTime.Utc) =>
    follow(jobId, revision, attempt, leaseUntil)
  )

  return { claim, renew }
}
