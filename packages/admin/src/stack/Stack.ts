import { existsSync } from "node:fs"
import type { DataKeyStore } from "@serenya/domain/keys/DataKeyStore"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { trouble } from "@serenya/local/cli/Trouble"
import * as FileStack from "@serenya/local/stack/FileStack"
import type { Stores } from "@serenya/local/stack/Ports"
import * as Settings from "@serenya/local/stack/Settings"
import * as StateFolder from "@serenya/local/stores/StateFolder"
import { type Config, Effect, Layer, Option } from "effect"
import type { CliError } from "effect/cli"
import * as Place from "./Place.ts"

/** A set of ports on AWS or at an endpoint. */
export interface AwsStack<A, E> {
  /** What `aws` takes of the environment besides region and credentials. */
  readonly needs: ReadonlyArray<{ readonly env: string }>
  readonly aws: Layer.Layer<A, E>
}

/** What there is in a state folder, for the ports of a stack that are made of it. */
export type FolderStores = Stores | DataKeyStore | StateFolder.StateFolder

/** The stores of a folder as they are. */
export const stores = Layer.effectContext(Effect.context<Stores>())

/** A set of ports, wherever a command works: said once, opened by `over`. */
export interface Stack<A, E, FE> extends AwsStack<A, E> {
  readonly folder: Layer.Layer<A, FE, FolderStores>
}

/** The ports of a stack on AWS or at an endpoint. */
export const onAws = <A, E>({ aws, needs }: AwsStack<A, E>, place: Place.Place) =>
  Layer.unwrap(Effect.map(Place.settings(place, needs), (settings) => Layer.provide(aws, Settings.provider(settings))))

const inFolder = Effect.fnUntraced(function* <A, FE>(
  folder: Layer.Layer<A, FE, FolderStores>,
  place: Place.Place,
  local: string
) {
  const { path, settings } = yield* Place.folder(place, local)
  if (!existsSync(path)) return yield* trouble(`There is no state folder ${path}.`)
  const state = StateFolder.layer(path)
  const opened = yield* Effect.provide(FileStack.open("http://127.0.0.1/uploads", settings), state)
  return folder.pipe(Layer.provide(opened.layer), Layer.provide(state))
})

/** The ports of a stack at the place that the flags name. */
export const over = <A, E, FE>(
  stack: Stack<A, E, FE>,
  place: Place.Place
): Layer.Layer<A, E | FE | CliError.UserError | Config.ConfigError | Unavailable> =>
  Option.match(place.local ?? Option.none(), {
    onNone: () => onAws(stack, place),
    onSome: (local) => Layer.unwrap(inFolder(stack.folder, place, local))
  })
