import { DateTime, Schema } from "effect"
import { uuidPattern } from "../shared/Uuid.ts"
import { UserId } from "../users/UserId.ts"
import { checkCharacters } from "./CheckCharacters.ts"

export const JobKind = Schema.Literals(["result", "chat", "report"])
export type JobKind = typeof JobKind.Type

const pattern = new RegExp(`^(result|chat|report)_(${uuidPattern})_([0-9]{13})_[A-Za-z0-9_-]{22}[A-Za-z0-9_-]{6}$`)

/**
 * `{kind}_{userId}_{epochMs}_{22 random url-safe characters}{6 check characters}`: a job is found, owned and aged by its
 * name alone. The check characters tell an id that was never granted from one whose objects are not there yet.
 */
export const JobId = Schema.String.check(
  Schema.isPattern(pattern, { expected: "a job id" }),
  Schema.makeFilter((id: string) => id.slice(-6) === checkCharacters(id.slice(0, -6)), {
    expected: "a job id that was granted"
  })
).pipe(Schema.brand("JobId"))
export type JobId = typeof JobId.Type

/** What a job id says about its job. */
export interface JobIdParts {
  readonly kind: JobKind
  readonly userId: UserId
  readonly createdAt: DateTime.Utc
}

/** `random` must hold 128 bits in base64url: 22 characters. */
export const makeJobId = (kind: JobKind, userId: UserId, at: DateTime.Utc, random: string): JobId => {
  const name = `${kind}_${userId}_${DateTime.toEpochMillis(at).toString().padStart(13, "0")}_${random}`
  return JobId.make(name + checkCharacters(name))
}

/** What the ids of all jobs of one person begin with, kind by kind. */
export const prefixesOf = (userId: UserId): ReadonlyArray<string> =>
  JobKind.literals.map((kind) => `${kind}_${userId}_`)

export const partsOf = (id: JobId): JobIdParts => {
  const [, kind, userId, millis] = pattern.exec(id) ?? []
  return {
    kind: Schema.decodeUnknownSync(JobKind)(kind),
    userId: UserId.make(userId ?? ""),
    createdAt: DateTime.makeUnsafe(Number(millis))
  }
}
