import { readFileSync } from "node:fs"

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

/** What the tests' invented people have that no line of output may show, whatever wrote it. */
const personal: Readonly<Record<string, RegExp>> = {
  "an e-mail address": /[\w.+-]+@(?:[\w-]+\.)*(?:example\.(?:test|com|org)|privaterelay\.appleid\.com)\b/i,
  "a name": /\b(?:Ada Lovelace|Jane Sample|Canary (?:Person|McCanaryface))\b/,
  "a JSON Web Token": /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/,
  "a refresh token": new RegExp(`\\b${uuid}\\.${uuid}\\.[\\w-]{43}\\b`),
  "a medical value": /\b(?:h[ae]+moglobin|glucose|creatinine)\b[^a-z]{1,12}\d+[.,]\d+/i
}

/** The lines of a test run's output that show personal data; `line` counts from 1. */
export const leaksIn = (output: string): ReadonlyArray<{ readonly line: number; readonly what: string }> =>
  output.split("\n").flatMap((text, index) =>
    Object.entries(personal)
      .filter(([, pattern]) => pattern.test(text))
      .map(([what]) => ({ line: index + 1, what }))
  )

if (import.meta.main) {
  const files = process.argv.slice(2)
  if (files.length === 0) {
    console.error("Name the files that hold the output of a test run.")
    process.exit(1)
  }
  const leaks = files.flatMap((file) => leaksIn(readFileSync(file, "utf8")).map((leak) => ({ file, ...leak })))
  leaks.forEach(({ file, line, what }) => console.error(`${file}:${line} shows ${what}`))
  console.log(leaks.length === 0 ? `no personal data in ${files.join(", ")}` : `${leaks.length} leaks`)
  process.exitCode = leaks.length === 0 ? 0 : 1
}
