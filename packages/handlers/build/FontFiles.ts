import { basename } from "node:path"
import type { Plugin } from "rolldown"

const reference = /"((?:@[\w-]+\/)?[\w-]+)(\/[\w./-]+\.ttf)"/g

/**
 * A module that reads a font names it `"package/path.ttf"` and looks for it beside the bundle. Tells of each such file,
 * and of the licence that has to go with it, by the name it takes there.
 */
export const plugin = (found: (name: string, file: string) => void): Plugin => ({
  name: "font-files",
  transform: async function (code, id) {
    if (!id.endsWith(".ts")) return undefined
    const resolved = async (file: string) => {
      const source = await this.resolve(file, id)
      if (source === null) throw new Error(`${id} reads ${file}, which is not there`)
      return source.id
    }
    for (const [, name = "", path = ""] of code.matchAll(reference)) {
      found(basename(path), await resolved(`${name}${path}`))
      found(`${name.replaceAll("/", "-")}-LICENSE`, await resolved(`${name}/LICENSE`))
    }
    return undefined
  }
})
