import { Functions } from "@serenya/adapters-aws/functions/Functions"
import * as LiveVersions from "@serenya/adapters-aws/functions/LiveVersions"
import { trouble } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import * as Options from "../cli/Options.ts"
import * as Place from "../stack/Place.ts"
import * as Stack from "../stack/Stack.ts"
import * as RollbackRules from "./RollbackRules.ts"

/** Functions are AWS's or an emulator's; `--table` names the stage. */
export const place = { endpoint: Options.place.endpoint, table: Options.place.table }

export const layer = (place: Place.Place) => Stack.onAws({ needs: [], aws: Functions.layer }, place)

/** Every function of the stage whose table the place names. */
export const deployed = Effect.fnUntraced(function* (place: Place.Place) {
  const stage = RollbackRules.stageOf(yield* Place.tableOf(place))
  const found = yield* LiveVersions.list(yield* Functions, `${stage}-`)
  if (found.length === 0) return yield* trouble(`There is no function of ${stage} with the alias live.`)
  return found
})
