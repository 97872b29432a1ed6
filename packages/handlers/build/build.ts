import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as Budget from "./Budget.ts"
import * as Bundle from "./Bundle.ts"

const root = join(import.meta.dirname, "..")
const functions = join(root, "src/functions")
const budget: Budget.Budget = JSON.parse(readFileSync(join(root, "build/budget.json"), "utf8"))

const names = existsSync(functions)
  ? readdirSync(functions)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => file.slice(0, -".ts".length))
  : []

const row = (name: string, size: string, gzip: string) =>
  console.log(name.padEnd(24) + size.padStart(10) + gzip.padStart(10))

const kb = (bytes: number) => (bytes / 1000).toFixed(1)

row("function", "KB", "gzip KB")
const built = []
for (const name of names) {
  const bundle = await Bundle.write(join(functions, `${name}.ts`), join(root, "dist", name))
  row(name, kb(bundle.bytes), kb(bundle.gzipBytes))
  built.push({ name, ...bundle })
}

const objections = [
  ...(names.length === 0 ? [`no functions in ${functions}`] : []),
  ...built
    .filter(({ externals }) => externals.length > 0)
    .map(({ name, externals }) => `${name} is not self-contained, it imports ${externals.join(", ")}`),
  ...Budget.objections(built, budget)
]
objections.forEach((objection) => console.error(objection))
process.exitCode = objections.length > 0 ? 1 : 0
