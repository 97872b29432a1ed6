import { builtinModules } from "node:module"
import type { Plugin } from "rolldown"

const prefix = "\0builtin:"
const names = new Set(builtinModules)

/**
 * Loads Node's own modules by `process.getBuiltinModule` instead of `import`: the import builds a facade that reads
 * every export of `node:http`, one of which loads undici (24 ms of a cold start).
 */
export const plugin: Plugin = {
  name: "builtin-require",
  resolveId: (source) => {
    const name = source.replace(/^node:/, "")
    return source.startsWith("node:") || names.has(name) ? { id: prefix + name, moduleSideEffects: false } : undefined
  },
  load: (id) =>
    id.startsWith(prefix)
      ? { code: `module.exports = process.getBuiltinModule("node:${id.slice(prefix.length)}")`, moduleType: "js" }
      : undefined
}
