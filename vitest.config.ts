import { readdirSync } from "node:fs"
import { join } from "node:path"
import { configDefaults, defineConfig } from "vitest/config"

/** `pnpm test:integration`, or a path that says so, runs the files that talk to emulators; `pnpm test` all others. */
const integration =
  process.env["SERENYA_TESTS"] === "integration" || process.argv.some((word) => word.includes(".integration"))

const packages = readdirSync(join(import.meta.dirname, "packages")).map((name) => ({
  name: `@serenya/${name}`,
  root: `packages/${name}`
}))

export default defineConfig({
  test: {
    include: [integration ? "**/*.integration.test.ts" : "**/*.test.ts"],
    exclude: integration ? configDefaults.exclude : [...configDefaults.exclude, "**/*.integration.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Vitest keeps one core for itself unless told; on CI's two cores that would halve the speed.
    maxWorkers: "100%",
    // A line for each invocation would drown what tests say; those that read it switch it on.
    env: { METRIC_LINES: "off" },
    // Nothing may be printed after the summary, also not a job summary for some CI.
    reporters: ["default"],
    projects: [...packages, { name: "tools", root: "tools" }].map((test) => ({ extends: true, test }))
  }
})
