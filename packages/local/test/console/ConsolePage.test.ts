import { expect, it } from "@effect/vitest"
import { assertFalse, assertInclude, deepStrictEqual, strictEqual } from "@effect/vitest/utils"
import { Effect } from "effect"
import * as ConsolePage from "../../src/console/ConsolePage.ts"
import * as DocsPage from "../../src/console/DocsPage.ts"

it.effect("the console holds every file that it names, and names every file", () =>
  Effect.gen(function* () {
    const pages = yield* ConsolePage.pages
    const named = [...pages.values()].flatMap(({ body }) =>
      [...body.matchAll(/(?:src|href)="(\/console[^"]*)"|from "\.(\/[^"]+)"/g)].map(
        ([, url, module]) => url ?? `/console${module}`
      )
    )
    deepStrictEqual([...new Set(named)].toSorted(), [...pages.keys()].toSorted())
  })
)

it.effect("only files of the console run, and none of them writes markup", () =>
  Effect.gen(function* () {
    const pages = yield* ConsolePage.pages
    for (const [path, { body, headers }] of pages) {
      assertInclude(headers["content-security-policy"] ?? "", "default-src 'none'")
      assertFalse(/unsafe|https:| \*/.test(headers["content-security-policy"] ?? ""), path)
      assertFalse(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|\{\{/.test(body), path)
    }
    const html = pages.get("/console")?.body ?? ""
    expect(html).not.toMatch(/ style=| on[a-z]+=|<script>|<style>/)
    assertInclude(html, `data-text-version="1.0"`)
    assertInclude(html, `data-max-bytes="10485760"`)
  })
)

it.effect("the OpenAPI document names the bearer scheme as tools expect it", () =>
  Effect.gen(function* () {
    const pages = yield* DocsPage.pages
    const document = JSON.parse(pages.get("/openapi.json")?.body ?? "")
    strictEqual(document.components.securitySchemes.bearer.scheme, "bearer")
    strictEqual(document.openapi, "3.1.0")
    assertFalse(
      /<(?:script|link)[^>]+(?:src|href)=/.test(
        pages.get("/docs")?.body.replaceAll(/<script>[\s\S]*?<\/script>/g, "") ?? ""
      )
    )
  })
)
