// Becomes `index.mjs`: runs `function.cjs` from V8's code cache beside it. Touches no facade of Node's modules.
const { readFileSync } = process.getBuiltinModule("node:fs")
const { createRequire } = process.getBuiltinModule("node:module")
const { Script } = process.getBuiltinModule("node:vm")

const folder = import.meta.dirname
const entry = "function.cjs"

const cacheOf = () => {
  try {
    return readFileSync(`${folder}/function.cache`)
  } catch {
    return undefined
  }
}

// V8 takes a cache only from its own version under its own flags; Lambda starts Node with this one.
if (globalThis.gc === undefined) process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc")

const scriptOf = (name, cachedData) => {
  const filename = `${folder}/${name}`
  return new Script(readFileSync(filename, "utf8"), { filename, cachedData })
}

const modules = new Map()

const run = (name, script) => {
  const module = { exports: {} }
  script.runInThisContext()(module.exports, require, module, `${folder}/${name}`, folder)
  modules.set(name, module.exports)
  return module.exports
}

const requireOfNode = createRequire(`${folder}/${entry}`)

// A part that is asked for later is compiled then, and stands on what runs already.
const require = (id) => {
  if (!id.startsWith("./")) return requireOfNode(id)
  const name = id.slice("./".length)
  return modules.get(name) ?? run(name, scriptOf(name))
}

const cachedData = cacheOf()
/** What the build makes the cache of. */
export const script = scriptOf(entry, cachedData)
if (script.cachedDataRejected !== false) {
  const reason = cachedData === undefined ? "absent" : "rejected"
  const name = process.env.AWS_LAMBDA_FUNCTION_NAME
  const line = { function: name, timestamp: new Date(), level: "WARN", message: "code cache not used", reason }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

export const { handler } = run(entry, script)
