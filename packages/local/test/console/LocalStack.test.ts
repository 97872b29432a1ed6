import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { describe, layer } from "@effect/vitest"
import { assertInclude, assertTrue, deepStrictEqual, strictEqual } from "@effect/vitest/utils"
import { Effect } from "effect"
import * as LocalStack from "../support/LocalStack.ts"
import * as TinyPdf from "../support/TinyPdf.ts"
import { Chromium, desktop, isHere, visit } from "./Chromium.ts"

describe.skipIf(!isHere)("The console on the real local service", () => {
  layer(Chromium.layer, { timeout: "60 seconds", excludeTestServices: true })((it) => {
    for (const provider of ["Google", "Apple"]) {
      it.effect(
        `takes a newcomer of ${provider} to a cleaned-up report`,
        () =>
          Effect.scoped(
            Effect.flatMap(LocalStack.start(), ({ stateFolder, url }) =>
              visit(desktop, async (page) => {
                await page.goto(`${url.replace("127.0.0.1", "localhost")}/console`)
                await page.waitForURL(`${url}/console`)
                await page.getByRole("radio", { name: provider }).check()
                await page.getByRole("button", { name: /Jane Sample/ }).click()
                await page.getByRole("heading", { name: "Welcome, Jane Sample" }).waitFor()
                for (const box of await page.getByRole("checkbox").all()) await box.check()
                await page.getByRole("button", { name: "Agree and continue" }).click()
                await page.getByText("5 of 5 given").waitFor()

                await page.setInputFiles("#file", {
                  name: "report.pdf",
                  mimeType: "application/pdf",
                  buffer: Buffer.from(TinyPdf.report)
                })
                await page.getByText("The report has been read.").waitFor()
                deepStrictEqual(await page.locator(".facts tbody .value").allInnerTexts(), ["17.9", "92", "140"])
                deepStrictEqual(await page.locator(".facts summary .badge").allInnerTexts(), [
                  "Verified",
                  "Verified",
                  "Verified"
                ])
                strictEqual(await page.locator(".disclaimers li").count(), 4)
                await page.getByText("1 document this period").waitFor()

                await page.getByRole("button", { name: "Clean up" }).click()
                await page.getByText("Receipt").waitFor()
                const left = await Promise.all(
                  ["incoming", "outgoing", "claims"].map((name) => readdir(join(stateFolder, name)))
                )
                deepStrictEqual(left, [[], [], []])

                await page.getByRole("button", { name: "Upload another report" }).click()
                await page.setInputFiles("#file", {
                  name: "holiday.pdf",
                  mimeType: "application/pdf",
                  buffer: Buffer.from("no PDF at all")
                })
                await page.getByText("The file is not what its type says.").waitFor()

                await page.getByText("Your consents").click()
                await page.getByRole("button", { name: "Withdraw: Terms of service" }).click()
                await page.getByText("4 of 5 given").waitFor()
                await page.getByRole("button", { name: "Upload another report" }).click()
                await page.setInputFiles("#file", {
                  name: "report.pdf",
                  mimeType: "application/pdf",
                  buffer: Buffer.from(TinyPdf.report)
                })
                await page.getByText("Consent required").waitFor()
                const said = await page.locator("#problem").innerText()
                assertInclude(said, "CONSENT_REQUIRED")
                assertTrue(/correlation id [0-9a-f-]{36}/.test(said), said)

                await page.getByRole("button", { name: "Sign out" }).click()
                await page.getByText("Continue as").waitFor()
                await page.getByRole("button", { name: /Jane Sample/ }).click()
                await page.getByText("4 of 5 given").waitFor()
              })
            )
          ),
        60_000
      )
    }

    it.effect("shows the API docs", () =>
      Effect.scoped(
        Effect.flatMap(LocalStack.start(), ({ url }) =>
          visit(desktop, async (page) => {
            await page.goto(`${url}/docs`)
            await page.getByText("/api/v1/process/upload").first().waitFor()
            const { openapi } = await (await page.request.get(`${url}/openapi.json`)).json()
            strictEqual(openapi, "3.1.0")
          })
        )
      )
    )
  })
})
