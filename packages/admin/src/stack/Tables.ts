import { existsSync } from "node:fs"
import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { trouble } from "@serenya/local/cli/Trouble"
import * as Settings from "@serenya/local/stack/Settings"
import * as Users from "@serenya/local/stack/Users"
import { Effect, Layer, Option } from "effect"
import * as Place from "./Place.ts"
import * as Stack from "./Stack.ts"

const aws = NamedTable.layer

/** What leads to the table of a state folder. */
export const engineIn = Effect.fnUntraced(function* (path: string, settings: Settings.Settings) {
  if (!existsSync(path)) return yield* trouble(`There is no state folder ${path}.`)
  const engine = yield* Users.engine(path, settings)
  if (Option.isNone(engine)) return yield* trouble("Without an engine there is no table here: set DYNAMODB_ENDPOINT.")
  return engine.value.settings
})

const inFolder = Effect.fnUntraced(function* (place: Place.Place, local: string) {
  const { path, settings } = yield* Place.folder(place, local)
  return Layer.provide(aws, Settings.provider(yield* engineIn(path, settings)))
})

/** The table itself at the place that the flags name, whether it is there or not. */
export const layer = (place: Place.Place) =>
  Option.match(place.local ?? Option.none(), {
    onNone: () => Stack.onAws({ needs: [UserTable], aws }, place),
    onSome: (local) => Layer.unwrap(inFolder(place, local))
  })
