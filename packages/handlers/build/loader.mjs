// Becomes `index.mjs`: runs `function.cjs` from V8's code cache beside it. Touches no facade of Node's modules.
const { readFileSync } = process.getBuiltinModule("node:fs")
const { createRequire } = process.getBuiltinModule("node:module")
const { Script } = process.getBuiltinModule("node:vm")

const filename = `${import.meta.dirname}/function.cjs`

const cacheOf = () => {
  try {
    return readFileSync(`${import.meta.dirname}/function.cache`)
  } catch {
    return undefined
  }
}

// V8 takes a cache only from its own version under its own flags; Lambda starts Node with this one.
if (globalThis.gc === undefined) process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc")

const cachedData = cacheOf()
const script = new Script(readFileSync(filename, "utf8"), { filename, cachedData })
if (script.cachedDataRejected !== false) {
  const reason = cachedData === undefined ? "absent" : "rejected"
  const name = process.env.AWS_LAMBDA_FUNCTION_NAME
  const line = { function: name, timestamp: new Date(), level: "WARN", message: "code cache not used", reason }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const module = { exports: {} }
script.runInThisContext()(module.exports, createRequire(filename), module, filename, import.meta.dirname)

export const { handler } = module.exports
