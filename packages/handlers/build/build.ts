import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Effect } from "effect"
import * as Budget from "./Budget.ts"
import * as Bundle from "./Bundle.ts"
import * as CodeCache from "./CodeCache.ts"
import { rehearsals } from "./rehearsal/Rehearsals.ts"

const root = join(import.meta.dirname, "..")
const functions = join(root, "src/functions")
const budget: Budget.Budget = JSON.parse(readFileSync(join(root, "build/budget.json"), "utf8"))

const names = existsSync(functions)
  ? readdirSync(functions)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => file.slice(0, -".ts".length))
  : []

const row = (name: string, ...sizes: ReadonlyArray<string>) =>
  console.log(name.padEnd(24) + sizes.map((size) => size.padStart(10)).join(""))

const kb = (bytes: number) => (bytes / 1000).toFixed(1)

const rehearsalOf = new Map(Object.entries(await Effect.runPromise(rehearsals)))

row("function", "KB", "start KB", "gzip KB", "cache KB")
const built = []
const unrehearsed = []
for (const name of names) {
  const dir = join(root, "dist", name)
  const bundle = await Bundle.write(join(functions, `${name}.ts`), dir)
  const rehearsal = rehearsalOf.get(name)
  const cacheBytes = rehearsal === undefined ? 0 : await CodeCache.write(dir, rehearsal)
  if (rehearsal === undefined) unrehearsed.push(name)
  row(name, kb(bundle.bytes), kb(bundle.startBytes), kb(bundle.gzipBytes), kb(cacheBytes))
  built.push({ name, ...bundle })
}

const objections = [
  ...(names.length === 0 ? [`no functions in ${functions}`] : []),
  ...built
    .filter(({ externals }) => externals.length > 0)
    .map(({ name, externals }) => `${name} is not self-contained, it imports ${externals.join(", ")}`),
  ...unrehearsed.map((name) => `${name} has no rehearsal, so no code cache: add one to build/rehearsal/Rehearsals.ts`),
  ...Budget.objections(built, budget)
]
objections.forEach((objection) => console.error(objection))
process.exitCode = objections.length > 0 ? 1 : 0
