import { describe, layer } from "@effect/vitest"
import { assertTrue, strictEqual } from "@effect/vitest/utils"
import { Effect } from "effect"
import * as DocsPage from "../../src/console/DocsPage.ts"
import { listen } from "../../src/gateway/Http.ts"
import { Chromium, desktop, isHere, visit } from "./Chromium.ts"

const paths = ["auth/oauth-onboarding", "process/upload", "process/result/{job_id}", "user/consents/{type}", "health"]

const served = Effect.gen(function* () {
  const pages = yield* DocsPage.pages
  const listener = yield* listen(0)
  const none = { headers: {}, body: "" }
  yield* listener.serve(({ url }) => Effect.succeed({ status: 200, ...(pages.get(url.pathname) ?? none) }))
  return listener.url
})

describe.skipIf(!isHere)("The API docs", () => {
  layer(Chromium.layer, { timeout: "60 seconds" })((it) => {
    it.effect("show every part of the API and ask nobody outside this machine", () =>
      Effect.scoped(
        Effect.flatMap(served, (url) =>
          visit(desktop, async (page) => {
            await page.goto(`${url}/docs`)
            for (const path of paths) await page.getByText(`/api/v1/${path}`).first().waitFor()
            await page.getByText("Bearer Token").first().waitFor()
            await page.waitForLoadState("networkidle")
            strictEqual(await page.getByText("Generate SDKs").count(), 0)
            assertTrue((await page.title()).includes("Serenya"))
          })
        )
      )
    )
  })
})
