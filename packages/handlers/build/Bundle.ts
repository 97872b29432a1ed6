import { copyFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { type InputOptions, type OutputChunk, type OutputOptions, rolldown } from "rolldown"
import * as BuiltinRequire from "./BuiltinRequire.ts"
import * as FontFiles from "./FontFiles.ts"
import * as Threads from "./Threads.ts"
import * as Trim from "./Trim.ts"

export interface Bundle {
  /** Of all code together. */
  readonly bytes: number
  readonly gzipBytes: number
  /** Of what each start loads: the rest waits until it is asked for. */
  readonly startBytes: number
  /** What the bundle still expects from its surroundings; must be empty. */
  readonly externals: ReadonlyArray<string>
}

/** What `node:vm` needs to run the code as Node runs a CommonJS module. */
const wrapper = { banner: "(function (exports, require, module, __filename, __dirname) {", footer: "})" }

/**
 * One file for all that a start needs, so that all of it is in the code cache, and a file for each part that is imported
 * later, over the first; CommonJS, because `vm.Script` caches no module.
 */
const functionOutput: OutputOptions = {
  format: "cjs",
  entryFileNames: "[name].cjs",
  chunkFileNames: "[name].cjs",
  dynamicImportInCjs: false,
  postBanner: wrapper.banner,
  postFooter: wrapper.footer
}

/** A thread loads its library when it is asked to read. */
const threadOutput: OutputOptions = {
  format: "esm",
  entryFileNames: "[name].mjs",
  chunkFileNames: "[name]-[hash].mjs",
  // Without it each module shared with a lazy chunk becomes a file to open at start.
  codeSplitting: { groups: [{ name: "start", tags: ["$initial"] }] }
}

const chunksOf = async (
  input: Record<string, string>,
  output: OutputOptions,
  plugins: InputOptions["plugins"] = []
): Promise<ReadonlyArray<OutputChunk>> => {
  const build = await rolldown({
    input,
    platform: "node",
    // What a later part shares with the entry stays in the entry, which exports it, instead of becoming a file to open at start.
    preserveEntrySignatures: "allow-extension",
    // The SDK's CommonJS half, which `platform` prefers, cannot be tree-shaken: 135 KB for one DynamoDB command.
    resolve: { mainFields: ["module", "main"] },
    plugins: [BuiltinRequire.plugin, Trim.plugin, plugins]
  })
  try {
    const written = await build.write({ ...output, minify: true, comments: false })
    return written.output.filter((file): file is OutputChunk => file.type === "chunk")
  } finally {
    await build.close()
  }
}

/**
 * Writes `function.cjs`, the parts it loads later, the threads it starts with the fonts they read, and `index.mjs`, which
 * Lambda loads: everything inside, the AWS SDK too. Needs no `node_modules` at run time.
 */
export const write = async (entry: string, dir: string): Promise<Bundle> => {
  const threads = new Map<string, string>()
  const found = Threads.plugin((name, source) => threads.set(name, source))
  const own = await chunksOf({ function: entry }, { ...functionOutput, dir, cleanDir: true }, found)
  const fonts = new Map<string, string>()
  const read = FontFiles.plugin((name, file) => fonts.set(name, file))
  const others = await Promise.all(
    [...threads].map(([name, source]) => chunksOf({ [name]: source }, { ...threadOutput, dir }, read))
  )
  for (const [name, file] of fonts) copyFileSync(file, join(dir, name))
  copyFileSync(join(import.meta.dirname, "loader.mjs"), join(dir, "index.mjs"))
  const chunks = [...own, ...others.flat()]
  const inside = new Set(chunks.map((chunk) => chunk.fileName))
  const bytesOf = (some: ReadonlyArray<OutputChunk>) => some.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0)
  return {
    bytes: bytesOf(chunks),
    startBytes: bytesOf(own.filter(({ isEntry }) => isEntry)),
    gzipBytes: chunks.reduce((sum, { code }) => sum + gzipSync(code).length, 0),
    externals: chunks
      .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
      .filter((id) => !inside.has(id) && !isBuiltin(id))
  }
}
