import { resolve } from "node:path"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as Provision from "@serenya/local/stack/Provision"
import type * as Settings from "@serenya/local/stack/Settings"
import { Effect, Option } from "effect"
import { wrongInput } from "../cli/WrongInput.ts"

/** Where a command works, as its flags say: AWS by the environment, an endpoint, or a state folder. */
export interface Place {
  readonly endpoint?: Option.Option<string>
  readonly local?: Option.Option<string>
  readonly table?: Option.Option<string>
}

const environment = Effect.sync((): Settings.Settings => process.env)

const given = (flag: Option.Option<string> | undefined): string | undefined =>
  flag === undefined ? undefined : Option.getOrUndefined(flag)

export const isLocal = (place: Place): boolean => given(place.local) !== undefined

/** The environment; at an endpoint, with what `pnpm start --endpoint` made there; with the table that was named. */
const settingsAt = Effect.fnUntraced(function* (place: Place) {
  const [endpoint, table] = [given(place.endpoint), given(place.table)]
  const settings: Settings.Settings = {
    ...(endpoint !== undefined && { ...Provision.names, AWS_ENDPOINT_URL: endpoint }),
    ...(yield* environment),
    ...(table !== undefined && { [UserTable.env]: table })
  }
  return settings
})

const credentials = ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]

/** The variables of a place on AWS, with all that are needed; or which are missing. */
export const settings = Effect.fn("Place.settings")(function* (
  place: Place,
  needs: ReadonlyArray<{ readonly env: string }>
) {
  const settings = yield* settingsAt(place)
  const missing = [...credentials, ...needs.map(({ env }) => env)].filter((name) => !settings[name])
  if (missing.length === 0) return settings
  const elsewhere = Object.keys(place).filter((flag) => flag !== "table")
  const or = elsewhere.length > 0 ? `, or name a place with ${elsewhere.map((flag) => `--${flag}`).join(" or ")}` : ""
  return yield* wrongInput(`Set ${missing.join(", ")}${or}.`)
})

/** The table of a place on AWS, which is the name of its stage. */
export const tableOf = Effect.fn("Place.tableOf")(function* (place: Place) {
  const { [UserTable.env]: table } = yield* settingsAt(place)
  return table || (yield* wrongInput(`Set ${UserTable.env}: it names the stage.`))
})

/** What a place is called: its table, or its folder. */
export const nameOf = Effect.fn("Place.nameOf")(function* (place: Place) {
  const local = given(place.local)
  return local === undefined ? yield* tableOf(place) : yield* pathOf(local)
})

/** `pnpm` runs scripts in the workspace; a person names folders and files from where they are. */
export const pathOf = Effect.fnUntraced(function* (named: string) {
  return resolve((yield* environment)["INIT_CWD"] ?? ".", named)
})

/** The state folder that was named, and the environment for what it takes of that. */
export const folder = Effect.fn("Place.folder")(function* (place: Place, local: string) {
  if (given(place.endpoint) !== undefined || given(place.table) !== undefined) {
    return yield* wrongInput("--local has its own table and objects: leave out --endpoint and --table.")
  }
  return { path: yield* pathOf(local), settings: yield* environment }
})
