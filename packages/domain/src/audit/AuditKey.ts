import { DateTime, Schema } from "effect"
import { type AuditEvent, AuditType } from "./AuditEvent.ts"

const decodeType = Schema.decodeUnknownSync(AuditType)

/** A day of the trail, in UTC: `2026-03-01`. */
export const AuditDay = Schema.String.check(
  Schema.isPattern(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, { expected: "a day such as 2026-03-01" })
).pipe(Schema.brand("AuditDay"))
export type AuditDay = typeof AuditDay.Type

const pattern = new RegExp(
  `^year=([0-9]{4})/month=([0-9]{2})/day=([0-9]{2})/(${AuditType.literals.join("|")})-[0-9]{8}T[0-9]{9}Z-[A-Za-z0-9-]{8,64}\\.json$`
)

/** Where an event stands in the trail: `year=/month=/day=/{type}-{timestamp}-{id}.json`. Its day is the day of the event. */
export const AuditKey = Schema.String.check(Schema.isPattern(pattern, { expected: "a key of the audit trail" })).pipe(
  Schema.brand("AuditKey")
)
export type AuditKey = typeof AuditKey.Type

/** `at` in the basic format of ISO 8601, which is safe in the key of any store. */
const timestamp = (at: DateTime.Utc): string => DateTime.formatIso(at).replaceAll(/[-:.]/g, "")

export const dayOf = (at: DateTime.Utc): AuditDay => AuditDay.make(DateTime.formatIsoDateUtc(at))

/** The folder of a day. */
export const folderOf = (day: AuditDay): string => {
  const [year = "", month = "", date = ""] = day.split("-")
  return `year=${year}/month=${month}/day=${date}/`
}

/** The same for the same event, so that writing it twice leaves one. */
export const keyOf = (event: AuditEvent): AuditKey =>
  AuditKey.make(`${folderOf(dayOf(event.at))}${event.type}-${timestamp(event.at)}-${event.id}.json`)

/** The day under which a key stands. */
export const dayIn = (key: AuditKey): AuditDay => AuditDay.make(key.replace(pattern, "$1-$2-$3"))

export const typeIn = (key: AuditKey): AuditType => decodeType(key.replace(pattern, "$4"))
