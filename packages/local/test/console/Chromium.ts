import { existsSync } from "node:fs"
import { deepStrictEqual } from "@effect/vitest/utils"
import { Context, Effect, Layer } from "effect"
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core"

const executablePath = "/usr/bin/chromium"

/** Whether these tests can run here; SERENYA_REQUIRE_CHROMIUM=1 makes them fail instead of leaving them out. */
export const isHere = existsSync(executablePath) || process.env["SERENYA_REQUIRE_CHROMIUM"] === "1"
if (!isHere) console.log(`Left out: there is no ${executablePath}`)

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
]

/** A browser with a profile of its own. */
export class Chromium extends Context.Service<Chromium, Browser>()("@serenya/local/test/console/Chromium") {
  static readonly layer = Layer.effect(
    Chromium,
    Effect.acquireRelease(
      Effect.promise(() => chromium.launch({ executablePath, headless: true, args })),
      (running) => Effect.promise(() => running.close())
    )
  )
}

/** A page, and what it complained of: errors of the console and of scripts, and requests that would leave this machine. */
interface Watched {
  readonly page: Page
  readonly complaints: Array<string>
  readonly strays: Array<string>
}

const local = /^(https?:\/\/(127\.0\.0\.1|localhost)(:|\/|$)|data:|blob:|about:)/

/** Failed calls of the API are answers, not faults of the page: Chromium reports those too. */
const isAnswer = /^Failed to load resource: the server responded with a status of (401|403|404|409|503)/

const watch = async (context: BrowserContext): Promise<Watched> => {
  const complaints: Array<string> = []
  const strays: Array<string> = []
  await context.route("**/*", (route) => {
    if (local.test(route.request().url())) return route.continue()
    strays.push(route.request().url())
    return route.abort()
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !isAnswer.test(message.text())) complaints.push(message.text())
  })
  return { page, complaints, strays }
}

export type Look = Pick<BrowserContextOptions, "viewport" | "colorScheme" | "reducedMotion">

export const desktop = { viewport: { width: 1280, height: 900 } } satisfies Look
export const phone = { viewport: { width: 390, height: 844 } } satisfies Look

/** Runs a visit; afterwards the page must have complained of nothing and asked nobody outside this machine. */
export const visit = (look: Look, steps: (page: Page) => Promise<void>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const browser = yield* Chromium
      const context = yield* Effect.acquireRelease(
        Effect.promise(() => browser.newContext(look)),
        (open) => Effect.promise(() => open.close())
      )
      const { complaints, page, strays } = yield* Effect.promise(() => watch(context))
      yield* Effect.promise(() => steps(page))
      deepStrictEqual({ complaints, strays }, { complaints: [], strays: [] })
    })
  )
