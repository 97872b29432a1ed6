import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { rolldown } from "rolldown"
// oxlint-disable-next-line no-restricted-imports -- the bundler is no module of the package: it never ships
import * as Bundle from "../packages/handlers/build/Bundle.ts"
import type { Variant } from "./Variants.ts"

export interface Built extends Variant {
  readonly file: string
  readonly bytes: number
  readonly gzipBytes: number
}

/** The defaults of bundlers for Node: one CommonJS file, dependencies by their `main`, `require` for Node's modules. */
const usual = async (entry: string, dir: string) => {
  const build = await rolldown({ input: { index: entry }, platform: "node", logLevel: "silent" })
  try {
    const { output } = await build.write({
      dir,
      cleanDir: true,
      format: "cjs",
      entryFileNames: "[name].cjs",
      codeSplitting: false,
      minify: true
    })
    const codes = output.flatMap((file) => (file.type === "chunk" ? [file.code] : []))
    return {
      bytes: codes.reduce((sum, code) => sum + Buffer.byteLength(code), 0),
      gzipBytes: codes.reduce((sum, code) => sum + gzipSync(code).length, 0)
    }
  } finally {
    await build.close()
  }
}

/** Bundles a variant into a folder of its own below `dist`. */
export const build = async (variant: Variant): Promise<Built> => {
  const dir = join(import.meta.dirname, "dist", `${variant.pair}-${variant.name}`.replaceAll(/\W+/g, "-"))
  const written = variant.build === "ours" ? await Bundle.write(variant.entry, dir) : await usual(variant.entry, dir)
  const file = join(dir, variant.build === "ours" ? "index.mjs" : "index.cjs")
  return { ...variant, file, bytes: written.bytes, gzipBytes: written.gzipBytes }
}
