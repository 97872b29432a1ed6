import { type AuditEvent, AuditEventText, type AuditType } from "@serenya/domain/audit/AuditEvent"
import { type AuditDay, AuditKey, typeIn } from "@serenya/domain/audit/AuditKey"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema, Stream } from "effect"

/** What is looked for; without a day the whole trail is read. */
export interface Wanted {
  readonly day: Option.Option<AuditDay>
  readonly type: Option.Option<AuditType>
  readonly person: Option.Option<UserId>
}

const isKey = Schema.is(AuditKey)
const decodeText = Schema.decodeUnknownOption(AuditEventText)

const isOr = <A>(wanted: Option.Option<A>, is: A | undefined): boolean =>
  Option.match(wanted, { onNone: () => true, onSome: (one) => one === is })

/** Every event that is wanted, in the order of the keys. What is no event of ours is for `verify` to tell of. */
export const search = Effect.fn("Search.search")(function* ({ day, person, type }: Wanted) {
  const trail = yield* AuditTrail
  const names: Stream.Stream<string, Unavailable> = Option.match(day, {
    onNone: () => trail.names,
    onSome: (one): Stream.Stream<string, Unavailable> => Stream.fromIterableEffect(trail.list(one))
  })
  return yield* names.pipe(
    Stream.filter(isKey),
    Stream.filter((key) => isOr(type, typeIn(key))),
    Stream.mapEffect(trail.read, { concurrency: 16 }),
    Stream.map((text) => Option.flatMap(text, decodeText)),
    Stream.flatMap((event) => Stream.fromIterable(Option.toArray(event))),
    Stream.filter((event: AuditEvent) => isOr(person, event.subject)),
    Stream.runCollect
  )
})
