import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Calls } from "../src/cost/Calls.ts"
import { standingOf, type Template } from "../src/cost/StandingRules.ts"
import { functions } from "../src/FunctionCatalogue.ts"
import { page } from "./CostPage.ts"

const docs = join(import.meta.dirname, "../../../docs")

export const pagePath = join(docs, "COST.md")

const templateAt = (path: string): Template => JSON.parse(readFileSync(path, "utf8"))

/** The page as what was counted and the templates of prod in this folder make it. */
export const pageOf = (templates: string): string => {
  const calls: Calls = JSON.parse(readFileSync(join(docs, "cost/calls.json"), "utf8"))
  const ofProd = readdirSync(templates).filter((name) => /^serenya-prod-.*\.template\.json$/.test(name))
  return page(calls, functions, standingOf(ofProd.map((name) => templateAt(join(templates, name)))))
}
