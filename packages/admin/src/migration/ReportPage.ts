import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { TableName } from "@serenya/domain/migration/LegacyTables"
import * as Tally from "@serenya/domain/migration/Tally"
import { faults, isFault, isOmission, omissions, type Reason, type RowVerdict } from "@serenya/domain/migration/Verdict"
import { Array, DateTime, Record } from "effect"
import { summaryOf } from "./Account.ts"
import { assumed } from "./CostRules.ts"
import type { Read } from "./FileJournal.ts"

const part = (name: string): string => readFileSync(join(import.meta.dirname, "page", name), "utf8")

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const number = (value: number): string => value.toLocaleString("en")

const sentenceOf = (reason: Reason): string =>
  isOmission(reason) ? omissions[reason] : isFault(reason) ? faults[reason] : ""

const row = (cells: ReadonlyArray<string | number>, kind = "td"): string =>
  `<tr>${cells.map((cell) => `<${kind}>${typeof cell === "number" ? number(cell) : cell}</${kind}>`).join("")}</tr>`

const blockOf = ({ table, verdict }: RowVerdict): string => `${table}/${verdict}`

/** Its lines are drawn when it is opened: see page/report.js. */
const reasonBlock = (table: TableName, verdict: Reason, rows: number): string =>
  `<details class="${isFault(verdict) ? "fault" : "omission"}" data-block="${table}/${verdict}">
<summary><b>${verdict}</b> · ${table} · ${number(rows)}<span>${escaped(sentenceOf(verdict))}</span></summary><ul></ul><p hidden></p></details>`

const blocks = (told: ReadonlyArray<RowVerdict>, isIt: (verdict: Reason) => boolean): string => {
  const groups = Object.values(Array.groupBy(told, blockOf))
  const shown = groups.flatMap((rows) => {
    const { table, verdict } = rows[0]
    return verdict !== "migrated" && verdict !== "archived" && isIt(verdict)
      ? [reasonBlock(table, verdict, rows.length)]
      : []
  })
  return shown.length === 0 ? "<p>None.</p>" : shown.join("\n")
}

/** The ids behind each block, each with whom it met. No `<`: nothing in it ends the element it stands in. */
const idsOf = (told: ReadonlyArray<RowVerdict>): string => {
  const groups = Record.map(Array.groupBy(told, blockOf), (rows) => rows.map(({ about = [], id }) => [id, ...about]))
  return JSON.stringify(groups).replaceAll("<", "\\u003c")
}

/** One page of a run, without anything from elsewhere: counts, reasons, and ids by which to look further. No personal data. */
export const page = ({ progress, told }: Read): string => {
  const accounts = Tally.accounts(progress.tally)
  const { balances, consumed, cost } = summaryOf(progress)
  const people = progress.tally.users?.verdicts.migrated ?? 0
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Migration</title>
<style>${part("report.css")}</style></head><body>
<h1>Migration from PostgreSQL</h1>
<p>As of ${escaped(DateTime.formatIso(progress.asOf))}. <b class="${balances ? "good" : "bad"}">${
    balances ? "✓ Every row read is accounted for." : "✗ The counts do not add up."
  }</b></p>
<table><thead>${row(["table", "read", "migrated", "archived", "left out", "failed"], "th")}</thead><tbody>
${accounts.map((a) => row([a.table, a.read, a.migrated, a.archived, a.leftOut, a.failed])).join("\n")}
</tbody></table>
<h2>Find a row</h2><input type="search" placeholder="an id, or the beginning of one" aria-label="an id">
<p id="nothing" hidden>No row with this id failed or was left out: it was migrated or archived, or is none of these tables'.</p>
<h2>Failed: somebody has to look</h2>
${blocks(told, isFault)}
<h2>Left out on purpose</h2>
${blocks(told, isOmission)}
<h2>What it cost, and what it saves</h2>
<table><tbody>
${row(["Write units, as the table counted them", Math.round(consumed.write)])}
${row(["Read units", Math.round(consumed.read)])}
${row(["Write units for one person", Math.round(cost.writeUnitsPerPerson * 10) / 10])}
${row(["The move itself", `${cost.move.toFixed(2)} USD`])}
${row(["A month before: Aurora, NAT gateway, address", `${cost.monthlyBefore.toFixed(2)} USD`])}
${row([
  `A month after: the table for ${number(people)} people, ${assumed.reads} reads and ${assumed.writes} writes each`,
  `${cost.monthlyAfter.toFixed(2)} USD`
])}
</tbody></table>
<script type="application/json" id="told">${idsOf(told)}</script><script>${part("report.js")}</script></body></html>
`
}
