import { type DateTime, Effect, Exit, Option, Result, Stream } from "effect"
import { EmailIndex } from "../users/EmailIndex.ts"
import { PersonalDataCipher } from "../users/PersonalDataCipher.ts"
import {
  consentDifferences,
  deviceDifferences,
  migratedRows,
  paymentDifferences,
  subscriptionDifferences,
  userDifferences
} from "./ComparisonRules.ts"
import type { Difference } from "./Difference.ts"
import { LegacyArchive } from "./LegacyArchive.ts"
import { idOf, type LegacyPerson } from "./LegacyRow.ts"
import { LegacySource } from "./LegacySource.ts"
import { legacyTables } from "./LegacyTables.ts"
import { survey } from "./MigrationSurvey.ts"
import { type Found, type Lookup, MigrationTarget } from "./MigrationTarget.ts"
import type { Overview } from "./Move.ts"
import * as Opening from "./Opening.ts"
import { judgeRow } from "./OtherMappingRules.ts"

/** What a verification came to: everything looked at, and every field that is not as it should be. */
export interface Verified {
  readonly people: number
  readonly rows: number
  readonly differences: ReadonlyArray<Difference>
}

const parallel = 32
const audited = ["audit_events", "audit_event_summaries"] as const

/** Somebody who should be there, and the keys of everything that should. */
interface Expected {
  readonly person: LegacyPerson
  readonly opened: Opening.Opened
  readonly lookup: Lookup
}

/**
 * Walks the old database again and compares every row with what stands in the new system, field by field, opened on both
 * sides. `asOf` is the cut-off of the run.
 */
export const verify = Effect.fn("MigrationVerification.verify")(function* (
  asOf: DateTime.Utc,
  onPage: (verified: Verified) => Effect.Effect<void>
) {
  const source = yield* LegacySource
  const target = yield* MigrationTarget
  const archive = yield* LegacyArchive
  const cipher = yield* PersonalDataCipher
  const index = yield* EmailIndex
  const open = yield* Opening.make

  const expect = Effect.fnUntraced(function* (person: LegacyPerson, overview: Overview) {
    const result = yield* open(person, overview)
    if (Result.isFailure(result)) return Option.none<Expected>()
    const { identity, move, row } = result.success
    const emailKey = yield* index.keyOf(result.success.person.email)
    const lookup = { id: row.id, identity, emailKey, payments: move.payments }
    return Option.some<Expected>({ person, opened: result.success, lookup })
  })

  /** A guard that somebody else holds kept this person out, as the run has told. */
  const isRefused = ({ lookup }: Expected, { emailHolder, identityHolder }: Found): boolean =>
    [emailHolder, identityHolder].some(Option.exists((holder) => holder !== lookup.id))

  const compare = Effect.fnUntraced(function* (expected: Expected, found: Found) {
    const { opened, person } = expected
    const [owner = {}] = person.rows.users
    const whole = (field: string): ReadonlyArray<Difference> => [{ table: "users", id: person.id, field }]
    if (found.unreadable) return whole("the row itself")
    if (Option.isNone(found.user)) return isRefused(expected, found) ? [] : whole("the person")
    const user = found.user.value
    const known = yield* Effect.exit(cipher.open(user.id, user.person))
    if (Exit.isFailure(known)) return whole("the sealed data")
    const { verdicts } = opened.move
    const rows = (table: Parameters<typeof migratedRows>[1]) => migratedRows(person, table, verdicts)
    const payments = rows("payments").flatMap((row) => {
      const at = opened.move.payments.findIndex(({ id }) => id === row["id"])
      const held = found.payments[at]
      if (held === undefined) return paymentDifferences(row, Option.none())
      if (Option.exists(held.holder, (holder) => holder !== person.id)) return []
      return paymentDifferences(row, Option.isNone(held.holder) ? Option.none() : held.payment)
    })
    const guards = [
      ...(Option.contains(found.identityHolder, person.id) ? [] : whole("the identity's guard")),
      ...(Option.contains(found.emailHolder, person.id) && user.emailKey === expected.lookup.emailKey
        ? []
        : whole("the address's guard"))
    ]
    return [
      ...userDifferences(owner, opened.texts, user, known.value),
      ...guards,
      ...consentDifferences(rows("consent_records"), owner, user),
      ...deviceDifferences(rows("user_devices")[0], owner, user),
      ...subscriptionDifferences(rows("subscriptions")[0], owner, user),
      ...payments
    ]
  })

  const page = Effect.fnUntraced(function* (people: ReadonlyArray<LegacyPerson>, overview: Overview) {
    const judged = yield* Effect.forEach(people, (person) => expect(person, overview), { concurrency: parallel })
    const expected = judged.flatMap(Option.toArray)
    const found = yield* target.find(expected.map(({ lookup }) => lookup))
    const compared = yield* Effect.forEach(
      expected,
      (one, i) => {
        const held = found[i]
        return held === undefined ? Effect.die(new Error("Nothing was looked up")) : compare(one, held)
      },
      { concurrency: parallel }
    )
    const here = new Set(found.flatMap(({ user }, i) => (Option.isSome(user) ? [expected[i]?.person.id] : [])))
    const archived = expected.flatMap(({ opened, person }) => (here.has(person.id) ? opened.move.archived : []))
    const staying = people.filter((_, i) => Option.isNone(judged[i] ?? Option.none())).map(({ id }) => id)
    const intruders = yield* target.present(staying)
    return [
      ...compared.flat(),
      ...(yield* archive.missing(archived)).map(({ id, table }): Difference => ({
        table,
        id,
        field: "the archived row"
      })),
      ...[...intruders].map((id): Difference => ({ table: "users", id, field: "should not be there" }))
    ]
  })

  let verified: Verified = { people: 0, rows: 0, differences: [] }
  const add = (people: number, rows: number, differences: ReadonlyArray<Difference>) => {
    verified = {
      people: verified.people + people,
      rows: verified.rows + rows,
      differences: [...verified.differences, ...differences]
    }
    return onPage(verified)
  }

  const overview = yield* survey(asOf)
  yield* Stream.runForEach(source.people(Option.none()), (people) =>
    Effect.flatMap(page(people, overview), (differences) => {
      const rows = people.reduce((sum, { rows }) => sum + Object.values(rows).reduce((n, of) => n + of.length, 0), 0)
      return add(people.length, rows, differences)
    })
  )
  const existing = yield* source.counts
  for (const table of audited.filter((table) => existing.has(table))) {
    yield* Stream.runForEach(source.rows(table, Option.none()), (rows) => {
      const archived = rows.flatMap((row) => Option.toArray(judgeRow(table, row).archived))
      return Effect.flatMap(archive.missing(archived), (missing) =>
        add(
          0,
          rows.length,
          missing.map((row) => ({ table, id: idOf(row.row, legacyTables[table].key), field: "the archived row" }))
        )
      )
    })
  }
  return verified
})
