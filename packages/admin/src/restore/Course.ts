import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as MatchTable from "@serenya/adapters-aws/dynamo/MatchTable"
import * as RestoreTable from "@serenya/adapters-aws/dynamo/RestoreTable"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { trouble } from "@serenya/local/cli/Trouble"
import { type DateTime, Effect, Option } from "effect"
import { wrongInput } from "../cli/WrongInput.ts"
import * as Place from "../stack/Place.ts"
import * as Stack from "../stack/Stack.ts"
import * as RestoreRules from "./RestoreRules.ts"

/** The table service at a place. */
export const layer = (place: Place.Place) => Stack.onAws({ needs: [UserTable], aws: Dynamo.layer }, place)

/** What is to be restored, as of when, to where; and from when until when that is possible. */
export const charted = Effect.fnUntraced(function* (place: Place.Place, asked: Option.Option<DateTime.Utc>) {
  const source = yield* Place.tableOf(place)
  const window = yield* RestoreTable.windowOf(yield* Dynamo, source)
  if (Option.isNone(window)) {
    return yield* trouble(`${source} has no point-in-time recovery: there is nothing to restore it from.`)
  }
  const wanted = RestoreRules.toSecond(Option.getOrElse(asked, () => window.value.latest))
  const at = yield* Effect.fromResult(RestoreRules.momentIn(RestoreRules.whole(window.value), wanted)).pipe(
    Effect.mapError(wrongInput)
  )
  return { window: window.value, restoring: { source, target: RestoreRules.targetOf(source, at), at } }
})

export type Charted = Effect.Success<ReturnType<typeof charted>>

/** How far a restore is: a copy begins, is filled by AWS, and then lacks nothing that its source has. */
export const standing = Effect.fnUntraced(function* ({ restoring }: Charted) {
  const client = yield* Dynamo
  const { source, target } = restoring
  if (yield* RestoreTable.isReady(client, restoring)) {
    const lacks = yield* MatchTable.missing(client, source, target)
    return { state: lacks.length === 0 ? "matched" : "copied", lacks: lacks.map(({ what }) => what) }
  }
  return { state: (yield* RestoreTable.isBegun(client, restoring)) ? "copying" : "not begun", lacks: [] }
})
