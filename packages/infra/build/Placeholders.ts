import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { functions } from "../src/FunctionCatalogue.ts"

/** A bundle of each function, as far as CDK looks at one: a folder with something in it. Answers with where they are. */
export const placeholders = (folder: string): string => {
  const bundles = join(folder, "dist")
  for (const name of Object.keys(functions)) {
    mkdirSync(join(bundles, name), { recursive: true })
    writeFileSync(join(bundles, name, "index.mjs"), `export const name = "${name}"\n`)
  }
  return bundles
}
