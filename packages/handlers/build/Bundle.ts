import { gzipSync } from "node:zlib"
import { type OutputChunk, rolldown } from "rolldown"
import * as BuiltinRequire from "./BuiltinRequire.ts"
import * as Threads from "./Threads.ts"
import * as Trim from "./Trim.ts"

/** ESM for now; CommonJS when the code cache comes (it needs `vm.Script`). Both load builtins the same way. */
const format = "esm"

export interface Bundle {
  /** Of all chunks together, the lazily loaded ones too. */
  readonly bytes: number
  readonly gzipBytes: number
  /** What the bundle still expects from its surroundings; must be empty. */
  readonly externals: ReadonlyArray<string>
}

/** One entry with all it needs, and the threads it starts. */
const chunksOf = async (
  name: string,
  entry: string,
  dir: string,
  cleanDir: boolean
): Promise<ReadonlyArray<OutputChunk>> => {
  const threads = new Map<string, string>()
  const build = await rolldown({
    input: { [name]: entry },
    platform: "node",
    // The SDK's CommonJS half, which `platform` prefers, cannot be tree-shaken: 135 KB for one DynamoDB command.
    resolve: { mainFields: ["module", "main"] },
    plugins: [BuiltinRequire.plugin, Threads.plugin((thread, source) => threads.set(thread, source)), Trim.plugin]
  })
  try {
    const { output } = await build.write({
      dir,
      cleanDir,
      format,
      entryFileNames: "[name].mjs",
      chunkFileNames: "[name]-[hash].mjs",
      // Without it each module shared with a lazy chunk becomes a file to open at start (19 of them, 11 ms).
      codeSplitting: { groups: [{ name: "start", tags: ["$initial"] }] },
      minify: true,
      comments: false
    })
    const own = output.filter((file): file is OutputChunk => file.type === "chunk")
    const others = await Promise.all([...threads].map(([thread, source]) => chunksOf(thread, source, dir, false)))
    return [...own, ...others.flat()]
  } finally {
    await build.close()
  }
}

/** Writes `index.mjs` and its lazy chunks: everything inside, the AWS SDK too. Needs no `node_modules` at run time. */
export const write = async (entry: string, folder: string): Promise<Bundle> => {
  const chunks = await chunksOf("index", entry, folder, true)
  const inside = new Set(chunks.map((chunk) => chunk.fileName))
  return {
    bytes: chunks.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0),
    gzipBytes: chunks.reduce((sum, { code }) => sum + gzipSync(code).length, 0),
    externals: chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports]).filter((id) => !inside.has(id))
  }
}
