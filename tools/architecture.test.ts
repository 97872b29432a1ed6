import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"

const root = join(import.meta.dirname, "..")

/** Where, what is written there, and the words that must greet its author. */
const refused: ReadonlyArray<readonly [file: string, code: string, advice: string]> = [
  ["packages/domain/src/a/Http.ts", `export type { HttpApi } from "effect/http-api"`, "root `effect` only"],
  [
    "packages/domain/src/a/Node.ts",
    `import type { Stats } from "node:fs"\nexport type A = Stats`,
    "root `effect` only"
  ],
  ["packages/domain/src/a/Lazy.ts", `export const lazy = import("node:fs")`, "root `effect` only"],
  ["packages/domain/src/a/Aws.ts", `export { KMSClient } from "@aws-sdk/client-kms"`, "root `effect` only"],
  ["packages/domain/src/a/Self.ts", `export { A } from "@serenya/domain/a/A"`, "root `effect` only"],
  [
    "packages/domain/src/a/Inline.ts",
    `export type A = import("node:fs").Stats`,
    "`import()` type annotations are forbidden"
  ],
  ["packages/domain/src/a/Required.ts", `export const fs = require("node:fs")`, "CommonJS"],
  ["packages/domain/src/a/Now.ts", `export const now = () => Date.now()`, "DateTime.now"],
  ["packages/domain/src/a/NewDate.ts", `export const now = () => new Date()`, "DateTime.now"],
  ["packages/domain/src/a/Env.ts", `export const stage = process.env["STAGE"]`, "`Config`"],
  ["packages/domain/src/a/GlobalEnv.ts", `export const stage = globalThis.process.env["STAGE"]`, "`Config`"],
  ["packages/domain/src/a/Fetch.ts", `export const get = () => fetch("https://a.example")`, "Declare a port"],
  ["packages/domain/src/a/Dice.ts", `export const dice = () => Math.random()`, "Ask a port"],
  [
    "packages/domain/src/a/Unsafe.ts",
    `import { DateTime } from "effect"\nexport const now = () => DateTime.nowUnsafe()`,
    "Take the moment"
  ],
  [
    "packages/domain/src/a/Run.ts",
    `import { Effect } from "effect"\nexport const run = () => Effect.runSync(Effect.void)`,
    "only entrypoints run"
  ],
  [
    "packages/domain/src/a/JobRules.ts",
    `import { Effect } from "effect"\nexport const decide = Effect.void`,
    "Rules are pure"
  ],
  [
    "packages/domain/src/a/NamespaceRules.ts",
    `import * as E from "effect"\nexport const decide = E.Effect.void`,
    "Rules are pure"
  ],
  [
    "packages/domain/src/a/ClockRules.ts",
    `import { DateTime } from "effect"\nexport const decide = DateTime.now`,
    "Rules are pure"
  ],
  ["packages/domain/src/a/DateRules.ts", `export const now = () => new Date()`, "Take the moment"],
  ["packages/domain/src/a/NodeRules.ts", `export { join } from "node:path"`, "root `effect` only"],
  ["packages/domain/testing/Laws.ts", `export { join } from "node:path"`, "laws run anywhere"],
  ["packages/domain/test/a.test.ts", `export { A } from "@serenya/adapters-aws/a/A"`, "laws run anywhere"],
  ["packages/api/src/Vendor.ts", `export { KMSClient } from "@aws-sdk/client-kms"`, "The api ships to clients"],
  ["packages/api/src/Cli.ts", `export { Command } from "effect/cli"`, "The api ships to clients"],
  ["packages/api/src/Handlers.ts", `export { A } from "@serenya/handlers/http/A"`, "The api ships to clients"],
  ["packages/api/src/Laws.ts", `export { suite } from "@serenya/domain/testing/Laws"`, "never ship"],
  ["packages/api/src/Today.ts", `export const today = () => new Date()`, "DateTime.now"],
  ["packages/api/src/Env.ts", `export const stage = process.env["STAGE"]`, "`Config`"],
  ["packages/api/test/a.test.ts", `export { A } from "@serenya/handlers/http/A"`, "The api knows no implementation"],
  ["packages/adapters-aws/src/a/Api.ts", `export { Api } from "@serenya/api/Api"`, "never what calls them"],
  ["packages/adapters-aws/src/a/Http.ts", `export { A } from "@serenya/handlers/http/A"`, "never what calls them"],
  ["packages/adapters-aws/src/a/Seed.ts", `export { seed } from "@serenya/local/seed"`, "Nothing imports local"],
  ["packages/adapters-aws/src/a/Laws.ts", `export { suite } from "@serenya/domain/testing/Laws"`, "never ship"],
  ["packages/adapters-aws/test/a.test.ts", `export { Api } from "@serenya/api/Api"`, "never what calls them"],
  [
    "packages/handlers/src/http/A.ts",
    `export { A } from "@serenya/adapters-aws/a/A"`,
    "Only functions/ names an adapter"
  ],
  ["packages/handlers/src/lambda/A.ts", `export { KMSClient } from "@aws-sdk/client-kms"`, "Only adapters-aws knows"],
  ["packages/handlers/src/http/B.ts", `export { handler } from "../functions/api.ts"`, "functions/ are ends"],
  ["packages/handlers/src/functions/kms.ts", `export { KMSClient } from "@aws-sdk/client-kms"`, "names for layers"],
  ["packages/handlers/src/functions/seed.ts", `export { seed } from "@serenya/local/seed"`, "Nothing imports local"],
  ["packages/handlers/src/lambda/Cache.ts", `export { write } from "@serenya/handlers/build/CodeCache"`, "never ship"],
  ["packages/handlers/test/a.test.ts", `export { stack } from "@serenya/infra/stack"`, "Nothing imports local"],
  ["packages/local/src/stack.ts", `export { stack } from "@serenya/infra/stack"`, "Nothing imports local"],
  ["packages/infra/src/A.ts", `export { A } from "@serenya/adapters-aws/users/A"`, "CDK deploys what resources/"],
  ["packages/infra/src/B.ts", `export { A } from "@serenya/handlers/routes/A"`, "CDK reads resources/"],
  ["packages/scenarios/src/A.ts", `export { start } from "@serenya/local/stack/Stack"`, "A scenario is a client"],
  ["packages/scenarios/src/B.ts", `export { S3Client } from "@aws-sdk/client-s3"`, "A scenario is a client"],
  ["packages/scenarios/src/C.ts", `export { user } from "@serenya/domain/testing/Fixtures"`, "never ship"],
  ["packages/scenarios/test/a.test.ts", `export { A } from "@serenya/infra/Stage"`, "`pnpm synth` writes"],
  ["packages/local/src/demo.ts", `export { scenarios } from "@serenya/scenarios/Scenarios"`, "Nothing imports local"],
  ["bench/run.ts", `export { seed } from "@serenya/local/seed"`, "Nothing imports local"],
  ["packages/handlers/src/http/Path.ts", `export { A } from "../../../domain/src/a/A.ts"`, "Name the package"],
  ["packages/adapters-aws/test/b.test.ts", `export { A } from "../../domain/testing/A.ts"`, "Name the package"],
  ["bench/other.ts", `export { A } from "../packages/domain/src/a/A.ts"`, "Name the package"],
  ["packages/domain/src/a/index.ts", `export * from "./A.ts"`, "Barrel file"],
  ["packages/adapters-aws/src/a/index.ts", `export * as A from "./B.ts"`, "Barrel file"],
  ["packages/handlers/src/http/Default.ts", `export default 1`, "named exports"],
  ["packages/local/test/default.test.ts", `export default 1`, "named exports"]
]

const welcome: ReadonlyArray<readonly [file: string, code: string]> = [
  ["packages/domain/src/a/A.ts", `import { Effect } from "effect"\nexport const A = Effect.void`],
  ["packages/domain/src/a/Now2.ts", `import { DateTime } from "effect"\nexport const now = DateTime.now`],
  [
    "packages/domain/src/a/TypedRules.ts",
    `import { type Effect, Result } from "effect"\nexport type Later = Effect.Effect<void>\nexport const one = Result.succeed(1)`
  ],
  ["packages/domain/src/b/B.ts", `export { A } from "../a/A.ts"`],
  [
    "packages/infra/src/C.ts",
    `export { routes } from "@serenya/api/Routes"\nexport { A } from "@serenya/adapters-aws/resources/A"`
  ],
  [
    "packages/domain/testing/ALaws.ts",
    `export { layer } from "@effect/vitest"\nexport { assertEquals } from "@effect/vitest/utils"`
  ],
  [
    "packages/domain/test/clock.test.ts",
    `export { TestClock } from "effect/testing"\nexport { A } from "../src/a/A.ts"`
  ],
  ["packages/api/src/A.ts", `export { HttpApi } from "effect/http-api"\nexport { A } from "@serenya/domain/a/A"`],
  ["packages/api/build/openapi.ts", `export { writeFileSync } from "node:fs"\nexport { Api } from "../src/A.ts"`],
  [
    "packages/adapters-aws/src/a/B.ts",
    `export { KMSClient } from "@aws-sdk/client-kms"\nexport { A } from "@serenya/domain/a/A"`
  ],
  [
    "packages/adapters-aws/test/a/A.integration.test.ts",
    `export { B } from "../../src/a/B.ts"\nexport { suite } from "@serenya/domain/testing/ALaws"`
  ],
  [
    "packages/handlers/src/functions/api.ts",
    `export { B } from "@serenya/adapters-aws/a/B"\nexport { A } from "@serenya/api/A"`
  ],
  [
    "packages/scenarios/src/D.ts",
    `export { make } from "@serenya/api/Client"\nexport { A } from "@serenya/domain/a/A"\nexport { HttpClient } from "effect/http"`
  ],
  ["packages/scenarios/test/b.test.ts", `export { start } from "@serenya/local/stack/Stack"`],
  [
    "packages/local/src/main.ts",
    `export { B } from "@serenya/handlers/functions/api"\nexport const now = () => new Date(process.env["NOW"] ?? 0)`
  ]
]

interface Diagnostic {
  readonly filename: string
  readonly message: string
  readonly help?: string
}

const workspace = mkdtempSync(join(tmpdir(), "serenya-arrows-"))
const told = new Map<string, string>()

beforeAll(() => {
  symlinkSync(join(root, "oxlint.config.ts"), join(workspace, "oxlint.config.ts"))
  for (const [file, code] of [...refused, ...welcome]) {
    mkdirSync(dirname(join(workspace, file)), { recursive: true })
    writeFileSync(join(workspace, file), `${code}\n`)
  }
  const { stdout } = spawnSync(join(root, "node_modules/.bin/oxlint"), ["--format", "json"], {
    cwd: workspace,
    encoding: "utf8"
  })
  const { diagnostics }: { diagnostics: ReadonlyArray<Diagnostic> } = JSON.parse(stdout)
  for (const { filename, help, message } of diagnostics) {
    told.set(filename, `${told.get(filename) ?? ""}${message} ${help ?? ""}\n`)
  }
})

afterAll(() => rmSync(workspace, { recursive: true }))

it.each(refused)("refuses %s", (file, _code, advice) => {
  expect(told.get(file)).toContain(advice)
})

it.each(welcome)("welcomes %s", (file) => {
  expect(told.get(file)).toBeUndefined()
})
