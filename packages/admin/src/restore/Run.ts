import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as MatchTable from "@serenya/adapters-aws/dynamo/MatchTable"
import * as RestoreTable from "@serenya/adapters-aws/dynamo/RestoreTable"
import * as ErasureWalk from "@serenya/domain/privacy/ErasureWalk"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option, Schedule } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { facts } from "../cli/Table.ts"
import * as Erasing from "../stack/Erasing.ts"
import type { Place } from "../stack/Place.ts"
import * as Course from "./Course.ts"
import { at, place } from "./Options.ts"
import * as Told from "./Told.ts"

/** AWS fills a copy in twenty minutes at the least, and says nothing of how far it is. */
const pause = "10 seconds"

/** Begins the copy, or goes on with the one that was begun, and gives it what a restore loses. */
const copied = Effect.fnUntraced(function* ({ restoring }: Course.Charted) {
  const client = yield* Dynamo
  yield* RestoreTable.begin(client, restoring)
  const watch = yield* Progress.watch("looks at the copy", Option.none())
  let looks = 0
  yield* RestoreTable.isReady(client, restoring).pipe(
    Effect.tap(() => watch(++looks)),
    Effect.repeat({ schedule: Schedule.spaced(pause), until: (isReady) => isReady })
  )
  yield* MatchTable.match(client, restoring.source, restoring.target)
}, Effect.scoped)

/** Whoever was erased since that moment is in the copy again. */
const forgotten = Effect.fnUntraced(function* (place: Place, target: string) {
  return yield* Progress.watch("people", Option.none()).pipe(
    Effect.flatMap((onExamined) => ErasureWalk.replay({ isDryRun: false, until: Option.none(), onExamined })),
    Effect.scoped,
    Effect.provide(Erasing.layer({ ...place, table: Option.some(target) }))
  )
})

const tried = Effect.fnUntraced(function* (charted: Course.Charted, json: boolean) {
  const { state } = yield* Course.standing(charted)
  yield* print(json, {
    object: { ...Told.objectOf(charted), dry_run: true, state },
    lines: (width) => facts([...Told.factsOf(charted), ["state", `${state}  (dry run: nothing was made)`]], width)
  })
})

export const run = Command.make(
  "run",
  { place, at, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ at, change, json, place }) {
    yield* confirmed(place, change)
    yield* Effect.gen(function* () {
      const charted = yield* Course.charted(place, Option.some(at))
      if (change.dryRun) return yield* tried(charted, json)
      yield* copied(charted)
      const { due, erased, examined, failed } = yield* forgotten(place, charted.restoring.target)
      yield* print(json, {
        object: { ...Told.objectOf(charted), dry_run: false, state: "matched", examined, due, erased, failed },
        lines: (width) => [
          ...facts(
            [...Told.factsOf(charted), ["people", examined], ["forgotten again", erased], ["failed", failed.length]],
            width
          ),
          ...failed.map(({ reason, userId }) => `  ${userId}  ${reason}`),
          "",
          ...Told.next(charted)
        ]
      })
      if (failed.length > 0) {
        return yield* trouble(
          `${failed.length} of ${due} could not be erased again: let nobody in, run the command again.`
        )
      }
    }).pipe(Effect.provide(Course.layer(place)), explained)
  })
).pipe(
  Command.withDescription(
    "Restore the table as of a moment beside the one there is; killed, the same command goes on where it was"
  ),
  Command.withExamples([
    {
      command: "pnpm admin restore run --at 2026-03-01T09:30:00Z --dry-run",
      description: "What it would make"
    },
    {
      command: "pnpm admin restore run --at 2026-03-01T09:30:00Z --stage serenya-prod --yes-this-is-prod",
      description: "Makes serenya-prod-20260301t093000z; the stage goes on with its own table until it is pointed there"
    }
  ])
)
