import { spawnSync } from "node:child_process"
import { globSync } from "node:fs"
import { delimiter, join } from "node:path"
import { stripVTControlCharacters } from "node:util"

const root = join(import.meta.dirname, "..")
const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}` }
const projects = globSync(["tsconfig.json", "bench/tsconfig.json", "packages/{*,*/build}/tsconfig.json"], {
  cwd: root
}).toSorted()

const passes = (command: string, ...args: ReadonlyArray<string>): boolean =>
  spawnSync(command, args, { cwd: root, env, stdio: "inherit" }).status === 0

/** Without its plugin entry in tsconfig.base.json the tool checks no file and is content, so its count is read too. */
const effectPasses = (project: string): boolean => {
  const args = ["diagnostics", "--project", project, "--strict", "--severity", "error,warning", "--format", "text"]
  const { status, stdout, stderr } = spawnSync("effect-tsgo", args, { cwd: root, env, encoding: "utf8" })
  const [, checked, all] = /Checked (\d+) files out of (\d+) files/.exec(stripVTControlCharacters(stdout)) ?? []
  const complete = checked === all && Number(checked) > 0
  if (status === 0 && complete) return true
  console.log(`${project}\n${stdout}${stderr}`)
  if (!complete)
    console.log(`Only ${checked ?? 0} of ${all ?? 0} files were checked: is the plugin entry in its tsconfig?`)
  return false
}

const steps: Record<string, () => boolean> = {
  types: () => passes("tsc", "-b", "--force", ...projects),
  effect: () => projects.map(effectPasses).every(Boolean),
  lint: () => passes("oxlint"),
  format: () => passes("oxfmt", "--check")
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in steps))
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(", ")}: choose from ${Object.keys(steps).join(", ")}.`)
  process.exit(1)
}

const outcomes = Object.entries(steps)
  .filter(([name]) => asked.length === 0 || asked.includes(name))
  .map(([name, step]) => {
    console.log(`── ${name}`)
    const startedAt = performance.now()
    const passed = step()
    return { name, passed, seconds: (performance.now() - startedAt) / 1000 }
  })

console.log()
for (const { name, passed, seconds } of outcomes) {
  console.log(`${passed ? "✓" : "✗"} ${name.padEnd(8)}${seconds.toFixed(1)} s${passed ? "" : "  FAILED"}`)
}
process.exit(outcomes.every(({ passed }) => passed) ? 0 : 1)
