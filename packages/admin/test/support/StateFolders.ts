import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as HmacEmailIndex from "@serenya/adapters-aws/users/HmacEmailIndex"
import * as FileStack from "@serenya/local/stack/FileStack"
import * as StateFolder from "@serenya/local/stores/StateFolder"
import { Effect, Layer } from "effect"

/** An empty state folder, gone with the scope. */
export const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "serenya-admin-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true, force: true }))
)

const portsIn = Effect.fnUntraced(function* (root: string) {
  const state = StateFolder.layer(root)
  const { layer } = yield* Effect.provide(FileStack.open("http://127.0.0.1/uploads", {}), state)
  const ciphers = Layer.mergeAll(AesGcmPersonalDataCipher.layer, HmacEmailIndex.layer)
  return ciphers.pipe(Layer.provideMerge(layer), Layer.provideMerge(state))
})

type Ports = Layer.Success<Effect.Success<ReturnType<typeof portsIn>>>

/** Opens what `pnpm start` keeps in the folder, and closes it again: the engine lets go of its table. */
export const within = <A, E>(root: string, use: Effect.Effect<A, E, Ports>) =>
  Effect.scoped(Effect.flatMap(portsIn(root), (ports) => Effect.provide(use, ports)))
