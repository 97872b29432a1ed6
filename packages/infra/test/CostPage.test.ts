import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import * as Cost from "../build/Cost.ts"
import { outdir } from "./support/Templates.ts"

it("is on the page as what was counted, the prices and the templates make it", () => {
  const page = readFileSync(Cost.pagePath, "utf8")
  expect(page, "run `pnpm synth`: docs/COST.md is out of date").toBe(Cost.pageOf(outdir))
})
