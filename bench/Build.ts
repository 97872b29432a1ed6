import { join } from "node:path"
import { gzipSync } from "node:zlib"
import * as Bundle from "@serenya/handlers/build/Bundle"
import * as CodeCache from "@serenya/handlers/build/CodeCache"
import { rolldown } from "rolldown"
import type { Variant } from "./Variants.ts"
import type { World } from "./World.ts"

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

/** As the product builds its functions: with the code cache of a rehearsal. */
const ours = async (entry: string, dir: string, rehearsal: World[Variant["pair"]]) => {
  const bundle = await Bundle.write(entry, dir)
  await CodeCache.write(dir, rehearsal)
  return bundle
}

/** Bundles a variant into a folder of its own below `dist`. */
export const build = async (variant: Variant, world: World): Promise<Built> => {
  const dir = join(import.meta.dirname, "dist", `${variant.pair}-${variant.name}`.replaceAll(/\W+/g, "-"))
  const isOurs = variant.build === "ours"
  const written = await (isOurs ? ours(variant.entry, dir, world[variant.pair]) : usual(variant.entry, dir))
  const file = join(dir, isOurs ? "index.mjs" : "index.cjs")
  return { ...variant, file, bytes: written.bytes, gzipBytes: written.gzipBytes }
}
