import { Effect, Option } from "effect"
import * as Stack from "../../src/stack/Stack.ts"
import * as Scratch from "./Scratch.ts"

/** A whole service of its own on a free port, with short pauses. */
export const start = Effect.fnUntraced(function* (options: Partial<Stack.Options> = {}) {
  const stateFolder = options.stateFolder ?? (yield* Scratch.folder)
  const running = yield* Stack.start({
    port: 0,
    endpoint: Option.none(),
    settings: {},
    pauses: ["50 millis", "100 millis"],
    ...options,
    stateFolder
  })
  return { ...running, stateFolder }
})
