import * as Pace from "@serenya/adapters-aws/shared/Pace"
import { Reencryption } from "@serenya/domain/keys/Reencryption"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { UserDirectory } from "@serenya/domain/users/UserDirectory"
import type { UserId } from "@serenya/domain/users/UserId"
import { Cause, Effect, Option, Stream } from "effect"
import type * as Progress from "../cli/Progress.ts"
import * as Journal from "./ReencryptionJournal.ts"

export interface ReencryptionPlan extends Journal.Head {
  readonly journal: string
  readonly perSecond: Option.Option<number>
  readonly watch: Progress.Watch
}

/** What became of everybody. */
export interface Summary extends Omit<Journal.Batch, "after"> {
  readonly examined: number
}

const batchSize = 25
const parallel = 8

const summaryOf = (batches: ReadonlyArray<Omit<Journal.Batch, "after">>): Summary => {
  const sum = (count: (batch: Omit<Journal.Batch, "after">) => number) =>
    batches.reduce((all, batch) => all + count(batch), 0)
  const failed = batches.flatMap((batch) => batch.failed)
  const [done, gone] = [sum((batch) => batch.done), sum((batch) => batch.gone)]
  return { examined: done + gone + failed.length, done, gone, failed }
}

/** How many there are to do it for. */
export const foreseen = Effect.gen(function* () {
  const { registered } = yield* UserDirectory
  return yield* Stream.runCount(registered)
})

type Outcome = "done" | "gone" | { readonly failed: string }

/**
 * Walks everybody in the directory's order, a line in the journal for each batch. A broken row is told and does not stop the
 * walk; an outage does, and the next run goes on where it was. Whoever a torn batch had done is done once more.
 */
export const run = Effect.fn("ReencryptionWalk.run")(function* (plan: ReencryptionPlan) {
  const directory = yield* UserDirectory
  const reencryption = yield* Reencryption
  const journal = yield* Journal.open(plan.journal, plan)
  const pace = Option.match(plan.perSecond, { onNone: () => () => Effect.void, onSome: Pace.make })
  const batches: Array<Omit<Journal.Batch, "after">> = [...journal.batches]
  const last = journal.batches.at(-1)
  const rest = last === undefined ? directory.registered : directory.registeredAfter(last.after)

  const visit = (id: UserId): Effect.Effect<Outcome, Unavailable> =>
    reencryption[plan.what](id).pipe(
      Effect.catchTag("ConcurrentUpdate", ({ message }) => Effect.succeed({ failed: message })),
      Effect.catchDefect((defect) =>
        Effect.succeed({ failed: defect instanceof Error ? defect.message : Cause.pretty(Cause.die(defect)) })
      )
    )

  yield* rest.pipe(
    Stream.tap(() => pace(1)),
    Stream.mapEffect(({ id }) => Effect.map(visit(id), (outcome) => ({ id, outcome })), { concurrency: parallel }),
    Stream.grouped(batchSize),
    Stream.runForEach(
      Effect.fnUntraced(function* (visited) {
        const batch: Journal.Batch = {
          after: visited[visited.length - 1]?.id ?? visited[0].id,
          done: visited.filter(({ outcome }) => outcome === "done").length,
          gone: visited.filter(({ outcome }) => outcome === "gone").length,
          failed: visited.flatMap(({ id, outcome }) =>
            typeof outcome === "object" ? [{ user_id: id, reason: outcome.failed }] : []
          )
        }
        yield* journal.append(batch)
        batches.push(batch)
        yield* plan.watch(summaryOf(batches).examined)
      })
    )
  )
  yield* Journal.remove(plan.journal)
  return summaryOf(batches)
}, Effect.scoped)
