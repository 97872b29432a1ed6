import { existsSync } from "node:fs"
import { dirname, join } from "node:path"

/** Files that are never copied into the repository lie in `shared`, beside it or further up; undefined where they are not. */
export const shared = (path: string): string | undefined => {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, "shared", path)
    if (existsSync(found)) return found
  }
  return undefined
}
