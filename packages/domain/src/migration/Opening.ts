import { Effect, Option, Result } from "effect"
import type { Identity } from "../identity/Identity.ts"
import type { Person } from "../users/Person.ts"
import type { OldTexts } from "./ComparisonRules.ts"
import { LegacyCipher, type PersonalColumn } from "./LegacyCipher.ts"
import type { LegacyPerson, UserRow } from "./LegacyRow.ts"
import type { Move, Overview } from "./Move.ts"
import { moveOf } from "./MoveRules.ts"
import { decodeUser, identityOf, notMoved, type Opened as OpenedTexts, personOf } from "./PersonMappingRules.ts"
import type { Reason, RowVerdict } from "./Verdict.ts"

/** Somebody whose rows were opened and mapped. */
export interface Opened {
  readonly row: UserRow
  readonly identity: Identity
  readonly texts: OldTexts
  readonly person: Person
  readonly move: Move
}

const textsOf = (opened: OpenedTexts): OldTexts => {
  const text = (column: PersonalColumn) =>
    Option.getOrUndefined(Option.flatMap(opened[column], (result) => Result.getSuccess(result)))
  return { email: text("email"), name: text("name"), given_name: text("given_name"), family_name: text("family_name") }
}

/** Opens a person and maps all their rows, or says what becomes of the rows instead. Whoever stays behind is not opened. */
export const make = Effect.map(LegacyCipher, (cipher) => {
  const openAll = Effect.fnUntraced(function* ({ email, external_id, family_name, given_name, id, name }: UserRow) {
    const sealed = { email, name, given_name, family_name }
    const opened = (column: PersonalColumn) =>
      Effect.transposeOption(
        Option.map(Option.fromNullOr(sealed[column]), (text) => cipher.open(text, { id, external_id, column }))
      )
    return yield* Effect.all({
      email: opened("email"),
      name: opened("name"),
      given_name: opened("given_name"),
      family_name: opened("family_name")
    })
  })

  return Effect.fnUntraced(function* (legacy: LegacyPerson, overview: Overview) {
    const stays = (reason: Reason, about?: ReadonlyArray<string>): Result.Result<Opened, ReadonlyArray<RowVerdict>> =>
      Result.fail(notMoved(legacy, reason, about))
    const row = decodeUser(legacy.rows.users[0] ?? {})
    if (Result.isFailure(row)) return stays(row.failure)
    const identity = identityOf(row.success)
    if (Result.isFailure(identity)) return stays(identity.failure)
    const sharers = overview.sharedEmails.get(legacy.id)
    if (sharers !== undefined) return stays("email_shared", sharers)
    const opened = yield* openAll(row.success)
    const person = personOf(opened)
    if (Result.isFailure(person)) return stays(person.failure)
    const move = moveOf(legacy, row.success, identity.success, overview)
    const known = { row: row.success, identity: identity.success, person: person.success }
    return Result.succeed<Opened>({ ...known, texts: textsOf(opened), move })
  })
})
