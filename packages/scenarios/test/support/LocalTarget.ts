import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Stack from "@serenya/local/stack/Stack"
import { Effect, Option } from "effect"
import * as Identities from "../../src/target/Identities.ts"
import * as Stores from "../../src/target/Stores.ts"

const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "serenya-scenarios-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true, force: true }))
)

/** The whole service as `pnpm start` makes it, on a free port and with short pauses. */
export const start = Effect.fnUntraced(function* (options: Partial<Stack.Options> = {}) {
  const stateFolder = yield* folder
  const { url } = yield* Stack.start({
    port: 0,
    stateFolder,
    endpoint: Option.none(),
    settings: {},
    pauses: ["50 millis", "100 millis"],
    ...options
  })
  return {
    stateFolder,
    target: { url, patience: { every: "50 millis", atMost: "20 seconds" } },
    abilities: { identities: Identities.at(url), stores: Stores.at(url), uploads: { judgesForms: true } }
  } as const
})
