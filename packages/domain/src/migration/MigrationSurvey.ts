import { type DateTime, Effect, Option, Result, Stream } from "effect"
import { EmailIndex } from "../users/EmailIndex.ts"
import { LegacyCipher } from "./LegacyCipher.ts"
import type { RawRow } from "./LegacyRow.ts"
import { LegacySource } from "./LegacySource.ts"
import type { Overview } from "./Move.ts"
import { decodeUser, emailOf, identityOf } from "./PersonMappingRules.ts"

const parallel = 32

/**
 * Looks at everybody's address before anybody is moved: several accounts of one address are told, and none of them wins by
 * coming first. Holds one key per person.
 */
export const survey = Effect.fn("MigrationSurvey.survey")(function* (asOf: DateTime.Utc) {
  const source = yield* LegacySource
  const cipher = yield* LegacyCipher
  const index = yield* EmailIndex

  const keyOf = Effect.fnUntraced(function* (row: RawRow) {
    const user = decodeUser(row)
    if (Result.isFailure(user) || Result.isFailure(identityOf(user.success))) return Option.none()
    const { email, external_id, id } = user.success
    const address = Result.flatMap(yield* cipher.open(email, { id, external_id, column: "email" }), emailOf)
    if (Result.isFailure(address)) return Option.none()
    return Option.some({ id: String(id), key: String(yield* index.keyOf(address.success)) })
  })

  const holders = new Map<string, string | Array<string>>()
  yield* source.rows("users", Option.none()).pipe(
    Stream.flatMap(Stream.fromIterable),
    Stream.mapEffect(keyOf, { concurrency: parallel }),
    Stream.runForEach((keyed) =>
      Effect.sync(() => {
        if (Option.isNone(keyed)) return
        const { id, key } = keyed.value
        const held = holders.get(key)
        holders.set(key, held === undefined ? id : [...[held].flat(), id])
      })
    )
  )
  const shared = [...holders.values()].flatMap((ids) => (typeof ids === "string" ? [] : [ids.toSorted()]))
  const sharedEmails = new Map(shared.flatMap((ids) => ids.map((id) => [id, ids.filter((other) => other !== id)])))
  const overview: Overview = { asOf, sharedEmails, sharedTransactions: yield* source.sharedTransactions }
  return overview
})
