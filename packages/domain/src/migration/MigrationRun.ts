import { DateTime, Effect, Option, Result, Stream } from "effect"
import { EmailIndex } from "../users/EmailIndex.ts"
import { PersonalDataCipher } from "../users/PersonalDataCipher.ts"
import { User } from "../users/User.ts"
import { LegacyArchive } from "./LegacyArchive.ts"
import { idOf, type LegacyPerson, type RawRow } from "./LegacyRow.ts"
import { LegacySource } from "./LegacySource.ts"
import { legacyTables, OtherTable, PersonTable } from "./LegacyTables.ts"
import { type Batch, MigrationJournal, type Progress, type Stage, advance } from "./MigrationJournal.ts"
import { survey } from "./MigrationSurvey.ts"
import { MigrationTarget, type Mover } from "./MigrationTarget.ts"
import type { Move, Overview } from "./Move.ts"
import * as Opening from "./Opening.ts"
import { judgeRow } from "./OtherMappingRules.ts"
import { notMoved } from "./PersonMappingRules.ts"
import * as Tally from "./Tally.ts"
import type { RowVerdict } from "./Verdict.ts"

export interface Options {
  /** Judge everything and write nothing. */
  readonly dryRun: boolean
  /** Called after each batch. */
  onBatch(progress: Progress): Effect.Effect<void>
}

const parallel = 32

/** Nobody asks about what is where it belongs, nor about the sessions of everybody. */
const isTold = ({ verdict }: RowVerdict): boolean => verdict !== "migrated" && verdict !== "archived"

const readOf = (people: ReadonlyArray<LegacyPerson>) =>
  PersonTable.literals.map(
    (table) => [table, people.reduce((total, { rows }) => total + rows[table].length, 0)] as const
  )

/** Somebody who can be moved, and their person sealed. */
interface Ready {
  readonly person: LegacyPerson
  readonly move: Move
  readonly mover: Option.Option<Mover>
}

/**
 * Moves everybody and everything: opens, maps, seals and writes a page at a time, and notes it in the journal. Killed
 * at any point it goes on after the last page noted; whoever was written since is found present and left as they are.
 */
export const run = Effect.fn("MigrationRun.run")(function* ({ dryRun, onBatch }: Options) {
  const source = yield* LegacySource
  const target = yield* MigrationTarget
  const archive = yield* LegacyArchive
  const journal = yield* MigrationJournal
  const cipher = yield* PersonalDataCipher
  const index = yield* EmailIndex
  const open = yield* Opening.make

  let progress = yield* journal.open(yield* DateTime.now)

  const seal = Effect.fnUntraced(function* ({ draft, payments }: Move, person: Opening.Opened["person"]) {
    const emailKey = yield* index.keyOf(person.email)
    const user = new User({ ...draft, emailKey, person: yield* cipher.seal(draft.id, person) })
    return { user, payments }
  })

  const prepare = Effect.fnUntraced(function* (person: LegacyPerson, present: ReadonlySet<string>, overview: Overview) {
    const opened = yield* open(person, overview)
    if (Result.isFailure(opened)) return Result.fail(opened.failure)
    const { move } = opened.success
    const isDue = !dryRun && !present.has(person.id)
    const mover = isDue ? Option.some(yield* seal(move, opened.success.person)) : Option.none()
    return Result.succeed<Ready>({ person, move, mover })
  })

  /** A payment that stands for somebody else is told; everything else of the person is as it was judged. */
  const withForeign = (verdicts: ReadonlyArray<RowVerdict>, foreign: ReadonlyArray<{ readonly id: string }>) => {
    const ids = new Set(foreign.map(({ id }) => id))
    return verdicts.map((one): RowVerdict =>
      one.table === "payments" && ids.has(one.id) ? { ...one, verdict: "transaction_taken" } : one
    )
  }

  const land = Effect.fnUntraced(function* (ready: ReadonlyArray<Ready>) {
    const due = ready.flatMap(({ mover }) => Option.toArray(mover))
    const landings = yield* target.write(due)
    const landed = new Map(due.map(({ user }, i) => [String(user.id), landings[i]]))
    return yield* Effect.forEach(
      ready,
      Effect.fnUntraced(function* ({ move, person }) {
        const landing = landed.get(person.id)
        if (landing?._tag === "Refused")
          return { verdicts: notMoved(person, landing.verdict, [landing.holder]), archived: [] }
        const foreign =
          landing?.foreign ?? (move.payments.length === 0 ? [] : yield* target.foreign(person.id, move.payments))
        return { verdicts: withForeign(move.verdicts, foreign), archived: move.archived }
      })
    )
  })

  const movePage = Effect.fnUntraced(function* (people: ReadonlyArray<LegacyPerson>, overview: Overview) {
    const present = dryRun ? new Set<string>() : yield* target.present(people.map(({ id }) => id))
    const prepared = yield* Effect.forEach(people, (person) => prepare(person, present, overview), {
      concurrency: parallel
    })
    const refused = prepared.flatMap((one) => (Result.isFailure(one) ? one.failure : []))
    const ready = prepared.flatMap((one) => (Result.isSuccess(one) ? [one.success] : []))
    if (dryRun) return [...refused, ...ready.flatMap(({ move }) => move.verdicts)]
    const landed = yield* land(ready)
    yield* archive.put(landed.flatMap(({ archived }) => archived))
    return [...refused, ...landed.flatMap(({ verdicts }) => verdicts)]
  })

  const judgeTable = Effect.fnUntraced(function* (table: OtherTable, rows: ReadonlyArray<RawRow>) {
    const judged = rows.map((row) => judgeRow(table, row))
    if (!dryRun) yield* archive.put(judged.flatMap(({ archived }) => Option.toArray(archived)))
    return judged.map(({ verdict }) => verdict)
  })

  let counted = yield* target.consumed

  const note = Effect.fnUntraced(function* (batch: Omit<Batch, "consumed">) {
    const now = yield* target.consumed
    const consumed = { read: now.read - counted.read, write: now.write - counted.write }
    counted = now
    yield* journal.append({ ...batch, consumed })
    progress = advance(progress, { ...batch, consumed })
    yield* onBatch(progress)
  })

  /** Walks one stage from where it was left to its end. */
  const walk = <A, E, R>(
    stage: Stage,
    pages: (after: Option.Option<string>) => Stream.Stream<ReadonlyArray<A>, E, R>,
    idOfLast: (page: ReadonlyArray<A>) => Option.Option<string>,
    settle: (page: ReadonlyArray<A>) => Effect.Effect<Pick<Batch, "tally" | "told">, E, R>
  ) =>
    Effect.gen(function* () {
      const before = progress.reached.get(stage)
      if (before?.done === true) return
      const after = before?.after ?? Option.none()
      // The next page is read while this one is written.
      const ahead = Stream.buffer(pages(after), { capacity: 1 })
      yield* Stream.runForEach(ahead, (page) =>
        Effect.flatMap(settle(page), (settled) => note({ stage, after: idOfLast(page), last: false, ...settled }))
      )
      yield* note({ stage, after: Option.none(), last: true, tally: Tally.none, told: [] })
    })

  const settled = (read: Parameters<typeof Tally.of>[0], verdicts: ReadonlyArray<RowVerdict>) => ({
    tally: Tally.of(read, verdicts),
    told: verdicts.filter(isTold)
  })

  if (progress.reached.get("people")?.done !== true) {
    const overview = yield* survey(progress.asOf)
    yield* walk(
      "people",
      source.people,
      (page) => Option.fromUndefinedOr(page.at(-1)?.id),
      (page) => Effect.map(movePage(page, overview), (verdicts) => settled(readOf(page), verdicts))
    )
  }
  const existing = yield* source.counts
  for (const table of OtherTable.literals.filter((table) => existing.has(table))) {
    yield* walk(
      table,
      (after) => source.rows(table, after),
      (page) => Option.map(Option.fromUndefinedOr(page.at(-1)), (row) => idOf(row, legacyTables[table].key)),
      (page) => Effect.map(judgeTable(table, page), (verdicts) => settled([[table, page.length]], verdicts))
    )
  }
  return progress
})
