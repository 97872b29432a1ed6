import { existsSync, readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const folder = fileURLToPath(new URL("../../../../../../shared/corpora/aws-lambda-events/", import.meta.url))

/** Some samples are cut short or carry comments: those are events that are mere text. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Recorded service events by file name; empty, and says so, where the corpus is not installed. */
export const events: ReadonlyArray<readonly [name: string, event: unknown]> = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => [name, parse(readFileSync(folder + name, "utf8"))] as const)
  : []

export const isMissing = events.length === 0

if (isMissing) console.warn(`skipped: no recorded Lambda events in ${folder}`)

export const named = (name: string): unknown => events.find(([file]) => file === name)?.[1]
