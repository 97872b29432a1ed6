import type { Place, TableFeed, Told } from "@serenya/adapters-aws/dynamo/TableFeed"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type * as StreamLambda from "@serenya/handlers/lambda/StreamLambda"
import type { Option } from "effect"
import { type Duration, Effect, Schedule } from "effect"
import * as ProxyEvent from "./ProxyEvent.ts"

/** Where the reading of a stream stands, kept beyond the process. */
export interface Bookmark {
  readonly read: Effect.Effect<Option.Option<Place>, Unavailable>
  write(place: Place): Effect.Effect<void, Unavailable>
}

/** The function's timeout, and how often Lambda hands a batch over again, as they are deployed. */
const limitMillis = 60_000
const retries = 5

const sequenceOf = ({ place }: Told): string => place.sequence

/**
 * An effect that hands over to `invoke` everything that was written, in order, as Lambda's event source mapping does: what
 * the function names as failed comes again, with all after it, after `pause`; what fails six times is passed over.
 */
export const make = (
  feed: TableFeed["Service"],
  invoke: StreamLambda.Handler,
  bookmark: Bookmark,
  pause: Duration.Input
) => {
  const failedIn = (told: ReadonlyArray<Told>) =>
    Effect.promise(() =>
      invoke(
        { Records: told.map(({ record }) => record) },
        ProxyEvent.invocation("stream-processor", limitMillis)
      ).then(
        ({ batchItemFailures }) => new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
        () => new Set(told.map(sequenceOf))
      )
    )

  /** `nth`: how often the first of what is left is handed over by then. */
  const handOver = (left: ReadonlyArray<Told>, nth: number): Effect.Effect<void, Unavailable> =>
    Effect.gen(function* () {
      const failed = yield* failedIn(left)
      const first = left.findIndex((told) => failed.has(sequenceOf(told)))
      const done = first < 0 ? left : left.slice(0, first)
      const givenUp = done.length === 0 && nth > retries ? left.slice(0, 1) : []
      if (givenUp.length > 0) yield* Effect.logError("change given up", { sequence: givenUp.map(sequenceOf) })
      const passed = [...done, ...givenUp]
      const last = passed.at(-1)
      if (last !== undefined) yield* bookmark.write(last.place)
      if (passed.length === left.length) return
      yield* Effect.sleep(pause)
      yield* handOver(left.slice(passed.length), passed.length > 0 ? 1 : nth + 1)
    })

  return Effect.gen(function* () {
    let told = yield* feed.after(yield* bookmark.read)
    while (told.length > 0) {
      yield* handOver(told, 1)
      told = yield* feed.after(yield* bookmark.read)
    }
  })
}

/** Looks for writes every `pause`; an outage is told and the next look tries again. */
export const follow = (deliver: Effect.Effect<void, Unavailable>, pause: Duration.Input) =>
  deliver.pipe(
    Effect.catch((cause) => Effect.logWarning("changes not read", cause)),
    Effect.repeat(Schedule.spaced(pause))
  )
