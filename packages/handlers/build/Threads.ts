import type { Plugin } from "rolldown"

const reference = /"\.\/(\w+)\.mjs"/

/**
 * A module that starts a worker thread names it `./Name.mjs`, beside itself. Tells of each such `Name.ts`, so that it is
 * bundled for itself into the same folder: sharing chunks with the function would run the function in the thread too.
 */
export const plugin = (found: (name: string, entry: string) => void): Plugin => ({
  name: "threads",
  transform: async function (code, id) {
    const name = code.includes("new Worker(") ? reference.exec(code)?.[1] : undefined
    if (name === undefined) return undefined
    const thread = await this.resolve(`./${name}.ts`, id)
    if (thread === null) throw new Error(`${id} starts ${name}.mjs, but ${name}.ts is not beside it`)
    found(name, thread.id)
    return undefined
  }
})
