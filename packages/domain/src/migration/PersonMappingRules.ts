import { Option, Redacted, Result, Schema } from "effect"
import { type Identity, Subject } from "../identity/Identity.ts"
import { EmailAddress } from "../users/EmailAddress.ts"
import { type Person, PersonName } from "../users/Person.ts"
import type { EnvelopeFault, PersonalColumn } from "./LegacyCipher.ts"
import { decoder, idOf, type LegacyPerson, UserRow } from "./LegacyRow.ts"
import { legacyTables, PersonTable } from "./LegacyTables.ts"
import { ownersVerdict, type Reason, type RowVerdict } from "./Verdict.ts"

export const decodeUser = decoder(UserRow)
const decodeSubject = Schema.decodeUnknownResult(Subject)
const decodeEmail = Schema.decodeUnknownResult(EmailAddress)
const decodeName = Schema.decodeUnknownResult(Schema.toType(PersonName))

/** Who a row says is to be moved, or why nobody is. */
export const identityOf = (row: UserRow): Result.Result<Identity, Reason> => {
  if (row.account_status === "deleted") return Result.fail("account_deleted")
  if (row.auth_provider === "facebook") return Result.fail("facebook_unsupported")
  const provider = row.auth_provider
  return decodeSubject(row.external_id).pipe(
    Result.mapError(() => "external_id_unfit" as const),
    Result.map((subject) => ({ provider, subject }))
  )
}

export type Opened = Readonly<Record<PersonalColumn, Option.Option<Result.Result<Redacted.Redacted, EnvelopeFault>>>>

/** The address that was encrypted; lower-cased, as the guards have it. */
export const emailOf = (opened: Redacted.Redacted): Result.Result<Redacted.Redacted<EmailAddress>, "email_unfit"> =>
  decodeEmail(Redacted.value(opened)).pipe(
    Result.mapError(() => "email_unfit" as const),
    Result.map((email) => Redacted.make(email))
  )

const nameOf = (opened: Opened[PersonalColumn]): Result.Result<Redacted.Redacted | undefined, Reason> =>
  Option.match(opened, {
    onNone: () => Result.succeed(undefined),
    onSome: (text) =>
      Result.flatMap(text, (name): Result.Result<Redacted.Redacted | undefined, Reason> => {
        if (Redacted.value(name).trim() === "") return Result.succeed(undefined)
        return Result.mapError(decodeName(name), () => "name_unfit" as const)
      })
  })

/** A person out of what was opened; an empty name is none. */
export const personOf = (opened: Opened): Result.Result<Person, Reason> =>
  Result.gen(function* () {
    const sealedEmail = Option.getOrElse(opened.email, () => Result.fail("envelope_broken" as const))
    const email = yield* emailOf(yield* sealedEmail)
    const name = yield* nameOf(opened.name)
    const givenName = yield* nameOf(opened.given_name)
    const familyName = yield* nameOf(opened.family_name)
    return { email, ...(name && { name }), ...(givenName && { givenName }), ...(familyName && { familyName }) }
  })

/** A person whose own row has this verdict takes all their rows along. */
export const notMoved = (
  person: LegacyPerson,
  verdict: Reason,
  about?: ReadonlyArray<string>
): ReadonlyArray<RowVerdict> =>
  PersonTable.literals.flatMap((table) =>
    person.rows[table].map((row): RowVerdict => {
      const id = idOf(row, legacyTables[table].key)
      return table === "users"
        ? { table, id, verdict, ...(about && { about }) }
        : { table, id, verdict: ownersVerdict(verdict) }
    })
  )
