import { isBuiltin } from "node:module"
import type { Plugin } from "rolldown"

const prefix = "\0builtin:"

/**
 * Loads Node's own modules by `process.getBuiltinModule` instead of `import`: the import builds a facade that reads
 * every export of `node:http`, one of which loads undici (24 ms of a cold start). What is imported later is left to
 * `require`, or each of them would be a file of its own.
 */
export const plugin: Plugin = {
  name: "builtin-require",
  resolveId: (source, _importer, { kind }) => {
    if (!isBuiltin(source)) return undefined
    const name = source.replace(/^node:/, "")
    return kind === "dynamic-import"
      ? { id: `node:${name}`, external: true }
      : { id: prefix + name, moduleSideEffects: false }
  },
  load: (id) =>
    id.startsWith(prefix)
      ? { code: `module.exports = process.getBuiltinModule("node:${id.slice(prefix.length)}")`, moduleType: "js" }
      : undefined
}
