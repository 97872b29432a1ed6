import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect, Layer } from "effect"
import * as StateFolder from "../../src/stores/StateFolder.ts"

/** A folder of its own for one test, gone afterwards. */
export const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "serenya-test-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true, force: true }))
)

export const state = Layer.unwrap(Effect.map(folder, StateFolder.layer))
