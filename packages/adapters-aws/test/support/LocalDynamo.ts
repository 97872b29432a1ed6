import { describe } from "@effect/vitest"
import { Config, Effect, Layer, Option } from "effect"
import { createTable } from "../../src/dynamo/CreateTable.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import * as Dynoxide from "../../src/dynamo/Dynoxide.ts"
import { UserTable } from "../../src/resources/UserTable.ts"
import * as Emulator from "./Emulator.ts"

/** Wraps suites that need the embedded engine: skipped, and said so, where it has no build for this platform. */
export const suites = (register: () => void): void => {
  const missing = Option.isNone(Dynoxide.binary())
  if (missing) console.warn(`Skipped: dynoxide has no build for ${process.platform}-${process.arch}`)
  describe.skipIf(missing)("dynoxide", register)
}

/** A new engine with an empty user table, its client, and the configuration that leads there. */
export const layer = Layer.unwrap(
  Effect.gen(function* () {
    const endpoint = yield* Dynoxide.serve(Option.getOrThrow(Dynoxide.binary()))
    const config = Emulator.config(endpoint, { [UserTable.env]: "serenya-test" })
    const table = Layer.effectDiscard(
      Effect.gen(function* () {
        yield* createTable(yield* Dynamo, yield* Config.NonEmptyString(UserTable.env), UserTable)
      })
    )
    return table.pipe(Layer.provideMerge(Dynamo.layer), Layer.provideMerge(config))
  })
)
