import { describe, layer } from "@effect/vitest"
import { assertFalse, assertInclude, assertTrue, deepStrictEqual, strictEqual } from "@effect/vitest/utils"
import { Effect } from "effect"
import type { Page } from "playwright-core"
import { vi } from "vitest"
import { Chromium, desktop, isHere, type Look, phone, visit } from "./Chromium.ts"
import { type FakeService, start } from "./FakeService.ts"
import { faintTexts, focused, nameless, overflow, tabTo } from "./PageChecks.ts"

const pdf = { name: "blood-count.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 a report") }

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true })
const choose = (page: Page, file = pdf) => page.setInputFiles("#file", file)
const isShown = (page: Page, text: string) => page.getByText(text).first().waitFor()

const withService = (steps: (page: Page, service: FakeService) => Promise<void>, look: Look = desktop) =>
  Effect.scoped(
    Effect.flatMap(start, ({ service, url }) =>
      visit(look, async (page) => {
        await page.goto(`${url}/console`)
        await steps(page, service)
      })
    )
  )

/** Signed in as somebody whom the service knows. */
const signedIn = (steps: (page: Page, service: FakeService) => Promise<void>, look: Look = desktop) =>
  withService(async (page, service) => {
    service.onboarded.add("ada")
    await page.getByRole("button", { name: /^Ada/ }).click()
    await isShown(page, "5 of 5 given")
    await steps(page, service)
  }, look)

const toResult = async (page: Page, service: FakeService) => {
  await choose(page)
  await isShown(page, "The report is being read")
  service.complete()
  await page.getByRole("heading", { name: "Blood count and chemistry" }).waitFor()
}

describe.skipIf(!isHere)("The console", () => {
  layer(Chromium.layer, { timeout: "60 seconds" })((it) => {
    it.effect("leads from sign-in over consents and every state to a cleaned-up report, by keyboard alone", () =>
      withService(async (page, service) => {
        await page.getByRole("button", { name: /^Grace/ }).waitFor()
        await tabTo(page, "Google")
        await page.keyboard.press("ArrowRight")
        await tabTo(page, "GE")
        await page.keyboard.press("Enter")
        await isShown(page, "Welcome, Grace Example")
        strictEqual(await focused(page), "Welcome, Grace Example")

        for (const title of ["Privacy", "Terms", "Medical", "Talk to", "Not for"]) {
          await tabTo(page, title)
          await page.keyboard.press("Space")
        }
        await tabTo(page, "Agree")
        await page.keyboard.press("Enter")
        await isShown(page, "5 of 5 given")
        strictEqual(await focused(page), "Upload a report")
        assertInclude((await page.getByText("free plan").textContent()) ?? "", "0 documents")

        const release = service.holdUploads()
        await tabTo(page, "Choose a file")
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")])
        await chooser.setFiles(pdf)
        await isShown(page, "Sending the file to encrypted temporary storage")
        strictEqual(await page.locator("[aria-current=step]").textContent(), "Awaiting upload")
        release()
        await isShown(page, "The report is being read")
        strictEqual(await page.locator("[aria-current=step]").textContent(), "Processing")
        deepStrictEqual(
          service.files.map((bytes) => Buffer.from(bytes).toString()),
          ["%PDF-1.7 a report"]
        )

        service.complete()
        await isShown(page, "The report has been read.")
        assertInclude(await focused(page), "Blood count and chemistry")
        await tabTo(page, "Page 1")
        await page.keyboard.press("Enter")
        await isShown(page, "This line stands on the page and contains the value.")

        await page.keyboard.press("Home")
        await page.locator("#main").focus()
        await tabTo(page, "Clean up")
        await page.keyboard.press("Enter")
        await isShown(page, "Every object of this report was deleted")
        assertInclude(await focused(page), "Receipt")
        assertTrue(((await page.locator("#receipt-job").textContent()) ?? "").startsWith("result_"))
        assertTrue(service.log.some((line) => line.startsWith("DELETE /api/v1/process/cleanup/result_")))

        await page.locator(".bar a").first().focus()
        await tabTo(page, "Sign out")
        await page.keyboard.press("Enter")
        await isShown(page, "Continue as")
        strictEqual(await page.locator("#result").textContent(), "")
        assertTrue(service.log.includes("POST /api/v1/auth/logout"))
      })
    )

    it.effect("shows what was found, where, and how sure it is", () =>
      signedIn(async (page, service) => {
        await toResult(page, service)
        const rows = page.locator(".facts tbody tr")
        deepStrictEqual(
          (await rows.locator("td:nth-child(4)").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim()),
          ["↓ Low", "✓ Normal", "↑ High", "⇈ Critically high", "↓ Low printed as “H”", "– Not judged", "◆ Abnormal"]
        )
        strictEqual((await rows.nth(0).locator("td:nth-child(2)").innerText()).trim(), "11.2 g/dL")
        deepStrictEqual(await rows.locator("summary .badge").allInnerTexts(), [
          "Verified",
          "Verified",
          "Verified",
          "Verified",
          "Quote only",
          "Unverified",
          "Verified"
        ])
        for (const text of [
          "6 of 10",
          "One line was not found on the page.",
          "Potassium is critically high. Speak to a doctor today.",
          "One flag differs from what the laboratory printed.",
          "138/86 mmHg"
        ]) {
          await isShown(page, text)
        }
        strictEqual(await page.locator(".disclaimers li").count(), 4)
        deepStrictEqual(await page.locator(".narrative strong").allInnerTexts(), ["haemoglobin", "CRP (mg/L)"])
        await isShown(page, "CRP (mg/L) is raised (reference: <5, *printed*).")
        await isShown(page, "<b>No markup</b> [runs](https://example.test).")
        await page.getByText("1 more").click()
        await isShown(page, "A fourth reason.")
        strictEqual(await rows.nth(5).locator("th .sub").innerText(), "taken 2026-11-16")
        await page.getByText("How this result was made").click()
        await isShown(page, "2026-11-20")
      })
    )

    it.effect("names the consents that are still open and onboards nobody without them", () =>
      withService(async (page, service) => {
        await page.getByRole("button", { name: /^Ada/ }).click()
        await page.getByRole("checkbox", { name: "Privacy policy" }).check()
        await page.getByRole("checkbox", { name: "Not for emergencies" }).check()
        await button(page, "Agree and continue").click()
        await isShown(page, "Still open: Terms of service, Medical disclaimer, Talk to a professional.")
        assertInclude(await focused(page), "Terms of service")
        assertFalse(service.log.some((line) => line.endsWith("oauth-onboarding")))
      })
    )

    const retriesOf = ({ log }: FakeService) => log.filter((line) => line.startsWith("POST /api/v1/process/retry/"))

    it.effect("shows what a job failed of and what to do, and has tried again what may succeed", () =>
      signedIn(async (page, service) => {
        await choose(page)
        await isShown(page, "The report is being read")
        service.fail("ANALYSIS_UNAVAILABLE")
        await isShown(page, "The analysis is not available now. Nothing was counted. Try it again in a moment.")
        strictEqual(await page.locator("[aria-current=step]").textContent(), "Failed")
        await button(page, "Send it again").click()
        await isShown(page, "The report is being read")
        deepStrictEqual([retriesOf(service).length, service.files.length], [1, 1])
        service.fail("ENCRYPTED_DOCUMENT")
        await isShown(page, "The file is protected by a password. Save it without one and send it again.")
        strictEqual(await button(page, "Send it again").count(), 0)
        strictEqual(await button(page, "Clean up").count(), 1)
      })
    )

    it.effect(
      "sends a file anew that the service has no more, follows what runs already, and asks again after an outage",
      () =>
        signedIn(async (page, service) => {
          await choose(page)
          for (const [refusal, retries, files] of [
            ["not_failed", 1, 1],
            ["input_gone", 2, 2]
          ] as const) {
            await isShown(page, "The report is being read")
            service.fail("ANALYSIS_UNAVAILABLE")
            service.retryRefusal = refusal
            await button(page, "Send it again").click()
            await isShown(page, "The report is being read")
            await vi.waitFor(() => deepStrictEqual([retriesOf(service).length, service.files.length], [retries, files]))
          }
          service.fail("ANALYSIS_UNAVAILABLE")
          service.retryRefusal = "outage"
          await button(page, "Send it again").click()
          await isShown(page, "The report did not get through.")
          await isShown(page, "STORAGE_UNAVAILABLE")
          await button(page, "Send it again").click()
          await isShown(page, "The report is being read")
          await vi.waitFor(() => deepStrictEqual([retriesOf(service).length, service.files.length], [4, 2]))
        })
    )

    it.effect(
      "withdraws a consent, shows the refusal with its correlation id, and goes on once it is given again",
      () =>
        signedIn(async (page) => {
          await page.getByText("Your consents").click()
          await button(page, "Withdraw: Medical disclaimer").click()
          await isShown(page, "4 of 5 given")
          strictEqual(await focused(page), "Give again: Medical disclaimer")
          await choose(page)
          const alert = page.locator("#problem")
          await isShown(page, "Consent required")
          const said = await alert.innerText()
          for (const text of ["CONSENT_REQUIRED", "c0ffee00-0000-4000-8000-000000000001", "Medical disclaimer"])
            assertInclude(said, text)
          await button(page, "Give again: Medical disclaimer").click()
          await isShown(page, "5 of 5 given")
          strictEqual(await alert.innerText(), "")
          await button(page, "Send it again").click()
          await isShown(page, "The report is being read")
        })
    )

    it.effect("refuses what cannot be read before anything is sent", () =>
      signedIn(async (page, service) => {
        const big = Buffer.alloc(10 * 1024 * 1024 + 1)
        const refused = [
          [{ ...pdf, name: "report.docx" }, "“report.docx” is not a PDF, JPG or PNG file."],
          [{ ...pdf, name: "pdf" }, "“pdf” is not a PDF, JPG or PNG file."],
          [{ ...pdf, buffer: Buffer.alloc(0) }, "“blood-count.pdf” is empty."],
          [{ ...pdf, buffer: big }, "at most 10.0 MiB can be read"]
        ] as const
        for (const [file, words] of refused) {
          await choose(page, file)
          await isShown(page, words)
        }
        assertFalse(service.log.some((line) => line.includes("/process/")))
        await choose(page, { ...pdf, name: "Scan.JPEG", buffer: big.subarray(1) })
        await isShown(page, "The report is being read")
      })
    )

    it.effect("takes a dropped file", () =>
      signedIn(async (page, service) => {
        const dataTransfer = await page.evaluateHandle(`(() => {
          const transfer = new DataTransfer()
          transfer.items.add(new File(["%PDF-1.7 dropped"], "dropped.pdf"))
          return transfer
        })()`)
        await page.dispatchEvent("#drop", "drop", { dataTransfer })
        await isShown(page, "The report is being read")
        deepStrictEqual(
          service.files.map((bytes) => Buffer.from(bytes).toString()),
          ["%PDF-1.7 dropped"]
        )
      })
    )

    it.effect("shows markup in a document as the text it is", () =>
      signedIn(async (page, service) => {
        service.testName = `<img src=x onerror="globalThis.owned=1"><b>bold</b>`
        await toResult(page, service)
        assertInclude(await page.locator(".facts tbody th").first().innerText(), service.testName)
        strictEqual(await page.locator("#result img, #result b").count(), 0)
        strictEqual(await page.evaluate("globalThis.owned"), undefined)
      })
    )

    it.effect("renews an expired token once, also for calls at the same time", () =>
      withService(async (page, service) => {
        service.onboarded.add("ada")
        service.nextTokenExpired = true
        await page.getByRole("button", { name: /^Ada/ }).click()
        await isShown(page, "5 of 5 given")
        await isShown(page, "free plan")
        strictEqual(service.log.filter((line) => line.endsWith("/auth/refresh")).length, 1)
        strictEqual(await page.locator("#problem").innerText(), "")
      })
    )

    it.effect("goes back to the sign-in, and says why, when the session is over", () =>
      signedIn(async (page, service) => {
        service.sessionLost = true
        service.expireAccessToken()
        await choose(page)
        await isShown(page, "The session has ended; sign in again")
        await isShown(page, "Continue as")
        assertFalse(await page.locator("#home").isVisible())
        strictEqual(service.log.filter((line) => line.endsWith("/auth/refresh")).length, 1)
      })
    )

    it.effect("does not lose a report while its status cannot be told", () =>
      signedIn(async (page, service) => {
        service.outages = 1
        await toResult(page, service)
      })
    )

    const views = async (page: Page, service: FakeService, check: (view: string) => Promise<void>) => {
      await page.getByRole("button", { name: /^Ada/ }).waitFor()
      await check("sign-in")
      await page.getByRole("button", { name: /^Ada/ }).click()
      await button(page, "Agree and continue").click()
      await check("consents")
      for (const box of await page.getByRole("checkbox").all()) await box.check()
      await button(page, "Agree and continue").click()
      await isShown(page, "5 of 5 given")
      await page.getByText("Your consents").click()
      await button(page, "Withdraw: Medical disclaimer").click()
      await isShown(page, "4 of 5 given")
      await choose(page)
      await isShown(page, "Consent required")
      await check("refused")
      await button(page, "Give again: Medical disclaimer").click()
      await isShown(page, "5 of 5 given")
      await button(page, "Upload another report").click()
      await check("empty")
      await choose(page)
      await isShown(page, "The report is being read")
      await check("processing")
      service.complete()
      await isShown(page, "The report has been read.")
      for (const summary of await page.locator("#result summary").all()) await summary.click()
      await button(page, "Clean up").click()
      await isShown(page, "Receipt")
      await check("result")
      await button(page, "Upload another report").click()
      await choose(page)
      await isShown(page, "The report is being read")
      service.fail("NO_TEXT_LAYER")
      await isShown(page, "Send the PDF that the laboratory issued.")
      await check("failed")
    }

    for (const colorScheme of ["light", "dark"] as const) {
      it.effect(`can be read by everybody in every view, ${colorScheme}`, () =>
        withService(
          (page, service) =>
            views(page, service, async (view) => {
              deepStrictEqual({ view, faint: await faintTexts(page) }, { view, faint: [] })
              deepStrictEqual({ view, nameless: await nameless(page) }, { view, nameless: [] })
              strictEqual(await page.locator("h1:visible").count(), 1)
            }),
          // Colours are read at once, not half-way through a transition.
          { ...desktop, colorScheme, reducedMotion: "reduce" }
        )
      )
    }

    it.effect("fits a phone of 390 pixels in every view", () =>
      withService(
        (page, service) =>
          views(page, service, async (view) =>
            deepStrictEqual({ view, overflow: await overflow(page) }, { view, overflow: 0 })
          ),
        phone
      )
    )

    it.effect("moves nothing for people who asked for less motion", () =>
      signedIn(
        async (page) => {
          await choose(page)
          await isShown(page, "The report is being read")
          const moving = await page.evaluate("document.getAnimations().length")
          strictEqual(moving, 0)
        },
        { ...desktop, reducedMotion: "reduce" }
      )
    )
  })
})
