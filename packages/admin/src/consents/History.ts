import type { AuditEvent } from "@serenya/domain/audit/AuditEvent"
import { ConsentType } from "@serenya/domain/consents/Consent"
import { DateTime } from "effect"

/** One answer as the audit trail kept it. */
export interface Kept {
  readonly at: string
  readonly type: ConsentType
  readonly answer: string
  readonly version: string | null
}

/** What an event tells of the answer to one text; what did not change it does not tell. */
const answersIn = (event: AuditEvent): ReadonlyArray<Kept> => {
  if (event.type === "security") return []
  const after = new Map(event.fields.map(({ after, name }) => [name, after]))
  return ConsentType.literals.flatMap((type) => {
    const answer = after.get(`consents.${type}`)
    const version = after.get(`consents.${type}.version`)
    if (answer === undefined && version === undefined) return []
    const at = DateTime.formatIso(event.at)
    return [{ at, type, answer: String(answer ?? "Given"), version: version === undefined ? null : String(version) }]
  })
}

/** Every answer that the trail tells of, the oldest first. */
export const historyIn = (events: ReadonlyArray<AuditEvent>): ReadonlyArray<Kept> =>
  events.flatMap(answersIn).toSorted((one, other) => one.at.localeCompare(other.at))
