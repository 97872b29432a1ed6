import { execFile } from "node:child_process"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import * as LocalTarget from "./support/LocalTarget.ts"

const main = join(import.meta.dirname, "../src/main.ts")

const run = (...words: ReadonlyArray<string>) =>
  Effect.callback<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resume) => {
    const child = execFile(process.execPath, [main, ...words], (_, stdout, stderr) =>
      resume(Effect.succeed({ code: child.exitCode ?? 1, stdout, stderr }))
    )
  })

it.live(
  "plays against a running service, says what it skipped and why, and leaves nobody behind",
  () =>
    Effect.gen(function* () {
      const { stateFolder, target } = yield* LocalTarget.start()
      const address = ["--target", `${target.url}/`]
      const poor = yield* run(...address, "strangers", "document")
      assert.deepStrictEqual([poor.code, poor.stderr], [0, ""], poor.stdout)
      assert.match(poor.stdout, /^✓ strangers: a person looks around/m)
      assert.match(poor.stdout, /^- document: skipped, nobody can be signed in: .* --issuer$/m)

      const rich = yield* run(...address, "--issuer", target.url, "document", "purchase-google", "retry")
      assert.deepStrictEqual([rich.code, rich.stderr], [0, ""], rich.stdout)
      assert.match(rich.stdout, /^✓ document: a person uploads/m)
      assert.match(rich.stdout, /^- purchase-google: skipped, nothing can be bought: .* --stores$/m)
      assert.match(rich.stdout, /^- retry: skipped, its analyst cannot be made to fail/m)
      const left = ["incoming", "claims", "outgoing"].flatMap((name) => readdirSync(join(stateFolder, name)))
      assert.deepStrictEqual(left, [])
      assert.strictEqual(readdirSync(join(stateFolder, "erasures")).length, 1)
    }),
  90_000
)

it.live(
  "fails where a service does otherwise, and where it is asked for what there is not",
  () =>
    Effect.gen(function* () {
      const nobody = yield* run("--target", "http://127.0.0.1:1", "strangers")
      assert.deepStrictEqual([nobody.code, /^✗ strangers: /m.test(nobody.stdout)], [1, true], nobody.stdout)
      assert.include(nobody.stderr, "1 of 1 scenarios went otherwise.")
      const unknown = yield* run("--target", "http://127.0.0.1:1", "nonsense")
      assert.deepStrictEqual([unknown.code, unknown.stdout], [1, ""])
      assert.include(unknown.stderr, "No scenario nonsense. There are strangers, onboarding,")
      const help = yield* run("--help")
      assert.strictEqual(help.code, 0)
      for (const word of ["--target", "--issuer", "--stores", "doctors-report"]) assert.include(help.stdout, word)
    }),
  90_000
)
