import { type DateTime, Effect, Option, Result, Stream } from "effect"
import { EmailIndex } from "../users/EmailIndex.ts"
import type { LegacyPerson } from "./LegacyRow.ts"
import { LegacySource } from "./LegacySource.ts"
import { survey } from "./MigrationSurvey.ts"
import { MigrationTarget } from "./MigrationTarget.ts"
import type { Overview } from "./Move.ts"
import * as Opening from "./Opening.ts"

/** What a rollback came to. `changed`: who did something since they were moved; they stay. */
export interface RolledBack {
  readonly present: number
  readonly removed: number
  readonly changed: ReadonlyArray<string>
}

const parallel = 8

/**
 * Takes everybody out of the table again who is as the migration wrote them. Whoever used the new system since stays and
 * is told. The archive stays: it is written once and harms nobody.
 */
export const rollback = Effect.fn("MigrationRollback.rollback")(function* (
  asOf: DateTime.Utc,
  dryRun: boolean,
  onPage: (so: RolledBack) => Effect.Effect<void>
) {
  const source = yield* LegacySource
  const target = yield* MigrationTarget
  const index = yield* EmailIndex
  const open = yield* Opening.make

  const remove = Effect.fnUntraced(function* (person: LegacyPerson, overview: Overview) {
    const opened = yield* open(person, overview)
    if (Result.isFailure(opened)) return Option.none<string>()
    const { identity, move, person: known, row } = opened.success
    const emailKey = yield* index.keyOf(known.email)
    const isGone = yield* target.remove({ id: row.id, identity, emailKey, payments: move.payments })
    return isGone ? Option.none() : Option.some(person.id)
  })

  let so: RolledBack = { present: 0, removed: 0, changed: [] }
  const overview = yield* survey(asOf)
  yield* Stream.runForEach(source.people(Option.none()), (people) =>
    Effect.gen(function* () {
      const present = yield* target.present(people.map(({ id }) => id))
      const there = people.filter(({ id }) => present.has(id))
      const kept = dryRun
        ? []
        : yield* Effect.forEach(there, (person) => remove(person, overview), { concurrency: parallel })
      const changed = kept.flatMap(Option.toArray)
      so = {
        present: so.present + there.length,
        removed: so.removed + (dryRun ? 0 : there.length - changed.length),
        changed: [...so.changed, ...changed]
      }
      yield* onPage(so)
    })
  )
  return so
})
