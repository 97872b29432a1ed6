import { readdirSync, readFileSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { maxDocumentBytes } from "@serenya/domain/jobs/DocumentVault"
import { Effect } from "effect"
import * as Http from "../../src/gateway/Http.ts"
import * as Program from "../support/Program.ts"
import * as Scratch from "../support/Scratch.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

const demoFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("serenya-demo-"))

/** Command lines of the processes that are alive now; none where /proc is not (macOS). */
const commandLines = (): ReadonlyArray<string> =>
  process.platform !== "linux"
    ? []
    : readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => {
          try {
            return readFileSync(`/proc/${pid}/cmdline`, "utf8")
          } catch {
            return ""
          }
        })

it.live(
  "starts, says where it is, and stops on Ctrl-C without leaving an engine behind",
  () =>
    Effect.gen(function* () {
      const folder = yield* Scratch.folder
      const { code, stderr, stdout } = yield* Program.run(
        "main.ts",
        ["--port", "0", "--state", folder],
        "Ctrl-C stops it."
      )
      assert.deepStrictEqual([code, stderr], [0, ""])
      for (const path of ["/console", "/api/v1", "/docs"])
        assert.match(stdout, new RegExp(`http://127\\.0\\.0\\.1:\\d+${path}\\n`))
      assert.isFalse(commandLines().some((line) => line.includes(folder)))
    }),
  90_000
)

it.live(
  "says that its port is taken",
  () =>
    Effect.gen(function* () {
      const { port } = new URL((yield* Http.listen(0)).url)
      const { code, stderr } = yield* Program.run("main.ts", ["--port", port, "--state", yield* Scratch.folder])
      assert.strictEqual(code, 1)
      assert.include(stderr, `Port ${port} is taken by another program`)
    }),
  90_000
)

it.live(
  "shows the sample's journey as plain lines, and leaves nothing behind",
  () =>
    Effect.gen(function* () {
      const before = demoFolders()
      const { code, stderr, stdout } = yield* Program.run("demo.ts", [])
      assert.deepStrictEqual([code, stderr], [0, ""], stdout)
      const lines = stdout.trimEnd().split("\n")
      assert.match(lines.at(-1) ?? "", /^demo: completed, [1-9]\d* lab results, [1-9]\d* verified$/)
      // oxlint-disable-next-line no-control-regex -- the point: no escape code, nothing rewritten
      assert.notMatch(stdout, /[\u001b\r]/)
      const table = lines.filter(
        (line) => /(?:verified|quote_only|unverified)$/.test(line) && !line.startsWith("demo:")
      )
      assert.strictEqual(
        new Set(table.map((line) => line.search(/(?:verified|quote_only|unverified)$/))).size,
        1,
        "the columns stand in line"
      )
      assert.deepStrictEqual(
        demoFolders().filter((name) => !before.includes(name)),
        []
      )
    }),
  90_000
)

it.live(
  "ends early with a reason for every file that cannot be read",
  () =>
    Effect.gen(function* () {
      const folder = yield* Scratch.folder
      const files = {
        "none.pdf": undefined,
        "report.docx": Uint8Array.of(1),
        "empty.pdf": new Uint8Array(),
        "large.pdf": new Uint8Array(maxDocumentBytes + 1),
        "fake.pdf": TinyPdf.of([]).slice(0, 40),
        "blank.pdf": TinyPdf.of([])
      }
      const reasons = {
        "none.pdf": "There is no file",
        "report.docx": "Send a pdf, jpg, jpeg, png file",
        "empty.pdf": "is empty",
        "large.pdf": "is too large",
        "fake.pdf": "The job failed with TRUNCATED_DOCUMENT",
        "blank.pdf": "The job failed with NO_TEXT_LAYER"
      }
      for (const [name, bytes] of Object.entries(files)) {
        if (bytes !== undefined) yield* Effect.promise(() => writeFile(join(folder, name), bytes))
        const { code, stderr, stdout } = yield* Program.run("demo.ts", [join(folder, name)])
        assert.strictEqual(code, 1, name)
        assert.include(stderr, Reflect.get(reasons, name), name)
        assert.notInclude(stdout, "demo: completed", name)
      }
    }),
  90_000
)
