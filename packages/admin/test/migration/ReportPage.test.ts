import { existsSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { advance, type Batch, begun } from "@serenya/domain/migration/MigrationJournal"
import * as Tally from "@serenya/domain/migration/Tally"
import { faults, omissions, type RowVerdict } from "@serenya/domain/migration/Verdict"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { Effect, Option } from "effect"
import { chromium } from "playwright-core"
import { page as reportOf } from "../../src/migration/ReportPage.ts"
import * as Folder from "../support/Folder.ts"

const executablePath = "/usr/bin/chromium"
const isHere = existsSync(executablePath) || process.env["SERENYA_REQUIRE_CHROMIUM"] === "1"
if (!isHere) console.log(`Left out: there is no ${executablePath}`)

const people = 10_000
const id = (n: number) => `${n.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`

/** What ten thousand people come to: some of every reason, and the sessions of six in ten of them. */
const told: ReadonlyArray<RowVerdict> = [
  ...Object.keys({ ...faults, ...omissions }).map((verdict, n) => ({
    table: "users" as const,
    id: id(n),
    verdict: verdict as RowVerdict["verdict"],
    about: [id(n + 100), "</script><img src=x onerror=alert(1)>"]
  })),
  ...Array.from({ length: 6100 }, (_, n) => ({
    table: "user_sessions" as const,
    id: id(1000 + n),
    verdict: "sign_in_again" as const
  }))
]

const batch: Batch = {
  stage: "people",
  after: Option.none(),
  last: true,
  tally: Tally.of(
    [
      ["users", people],
      ["user_sessions", 6100]
    ],
    [
      ...told,
      ...Array.from({ length: people - told.length + 6100 }, (_, n) => ({
        table: "users" as const,
        id: id(20_000 + n),
        verdict: "migrated" as const
      }))
    ]
  ),
  told,
  consumed: { read: people, write: 17.6 * people }
}

const browser = Effect.acquireRelease(
  Effect.promise(() => chromium.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu"] })),
  (running) => Effect.promise(() => running.close())
)

describe.skipIf(!isHere)("the report of ten thousand people", () => {
  it.live("fits into a mail, opens on a phone, and leads to each row by its id", () =>
    Effect.gen(function* () {
      const html = reportOf({ progress: advance(begun(Fixtures.at), batch), told })
      assertTrue(html.length < 400_000, `${html.length} characters`)
      const path = join(yield* Folder.folder, "report.html")
      yield* Effect.promise(() => writeFile(path, html))
      const running = yield* browser
      yield* Effect.promise(async () => {
        const page = await running.newPage({ viewport: { width: 390, height: 844 } })
        const complaints: Array<string> = []
        page.on("pageerror", ({ message }) => complaints.push(message))
        page.on("dialog", (dialog) => {
          complaints.push(dialog.message())
          void dialog.dismiss()
        })
        page.on("request", (request) => {
          if (!request.url().startsWith("file:")) complaints.push(request.url())
        })
        await page.goto(pathToFileURL(path).href)
        assert.match(await page.locator("body").innerText(), /✓ Every row read is accounted for/)
        assertTrue(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

        const sessions = page.locator('details[data-block="user_sessions/sign_in_again"]')
        await sessions.locator("summary").click()
        await sessions.locator("li").nth(499).waitFor()
        assertEquals(await sessions.locator("li").count(), 500)
        assert.match(await sessions.innerText(), /and 5,600 more/)

        // One that is not among those drawn.
        await page.getByRole("searchbox").fill(id(7000))
        assertEquals(await page.locator("details:visible").count(), 1)
        assertEquals(await sessions.locator("li").allInnerTexts(), [id(7000)])
        await page.getByRole("searchbox").fill(id(100))
        const [met] = await page.locator("details:visible li").allInnerTexts()
        assertTrue(met?.startsWith(`${id(0)} met ${id(100)}, </script>`) === true, met)
        await page.getByRole("searchbox").fill("nobody's")
        assertEquals(
          [await page.locator("details:visible").count(), await page.locator("#nothing").isVisible()],
          [0, true]
        )
        await page.getByRole("searchbox").fill("")
        assertEquals(await page.locator("details:visible").count(), Object.keys({ ...faults, ...omissions }).length + 1)
        assertEquals(complaints, [])
      })
    }).pipe(Effect.scoped)
  )
})
