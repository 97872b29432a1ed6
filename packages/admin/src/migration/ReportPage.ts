import type { TableName } from "@serenya/domain/migration/LegacyTables"
import * as Tally from "@serenya/domain/migration/Tally"
import { faults, isFault, isOmission, omissions, type Reason, type RowVerdict } from "@serenya/domain/migration/Verdict"
import { Array, DateTime } from "effect"
import { summaryOf } from "./Account.ts"
import { assumed } from "./CostRules.ts"
import type { Read } from "./FileJournal.ts"

/** So many ids of one reason stand on the page; the journal has them all. */
const most = 500

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const number = (value: number): string => value.toLocaleString("en")

const sentenceOf = (reason: Reason): string =>
  isOmission(reason) ? omissions[reason] : isFault(reason) ? faults[reason] : ""

const row = (cells: ReadonlyArray<string | number>, kind = "td"): string =>
  `<tr>${cells.map((cell) => `<${kind}>${typeof cell === "number" ? number(cell) : cell}</${kind}>`).join("")}</tr>`

const idLine = ({ about, id }: RowVerdict): string =>
  `<li><code>${escaped(id)}</code>${about === undefined ? "" : ` met ${about.map((other) => `<code>${escaped(other)}</code>`).join(", ")}`}</li>`

const reasonBlock = (table: TableName, verdict: Reason, rows: ReadonlyArray<RowVerdict>): string => {
  const more = rows.length > most ? `<p>and ${number(rows.length - most)} more, in the journal</p>` : ""
  const kind = isFault(verdict) ? "fault" : "omission"
  return `<details class="${kind}" data-table="${table}"><summary><b>${verdict}</b> · ${table} · ${number(rows.length)}
<span>${escaped(sentenceOf(verdict))}</span></summary><ul>${rows.slice(0, most).map(idLine).join("")}</ul>${more}</details>`
}

const blocks = (told: ReadonlyArray<RowVerdict>, isIt: (verdict: Reason) => boolean): string => {
  const groups = Object.values(Array.groupBy(told, ({ table, verdict }) => `${table}/${verdict}`))
  const shown = groups.flatMap((rows) => {
    const { table, verdict } = rows[0]
    return verdict !== "migrated" && verdict !== "archived" && isIt(verdict) ? [reasonBlock(table, verdict, rows)] : []
  })
  return shown.length === 0 ? "<p>None.</p>" : shown.join("\n")
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
td, th { padding: .3rem .6rem; border-bottom: 1px solid #8885; text-align: left }
td:not(:first-child), th:not(:first-child) { text-align: right }
details { border: 1px solid #8885; border-left: .3rem solid #888; border-radius: .3rem; padding: .4rem .8rem; margin: .4rem 0 }
details.fault { border-left-color: #c33 }
summary { cursor: pointer } summary span { display: block; opacity: .75 }
ul { columns: 2; list-style: none; padding: 0; font-size: .85rem } li { break-inside: avoid }
input { width: 100%; font: inherit; padding: .4rem; box-sizing: border-box }
.good { color: #2a7 } .bad { color: #c33 }
@media (max-width: 40rem) { ul { columns: 1 } td, th { padding: .2rem } table { font-size: .8rem } }
`

/** Opens what holds the id that was typed, and shows nothing else. */
const script = `
const find = document.querySelector("input")
find.addEventListener("input", () => {
  const wanted = find.value.trim().toLowerCase()
  for (const block of document.querySelectorAll("details")) {
    let any = false
    for (const line of block.querySelectorAll("li")) {
      const hit = wanted === "" || line.textContent.includes(wanted)
      line.hidden = !hit
      any = any || hit
    }
    block.hidden = !any
    block.open = wanted !== "" && any
  }
})
`

/** One page of a run, without anything from elsewhere: counts, reasons, and ids by which to look further. No personal data. */
export const page = ({ progress, told }: Read): string => {
  const accounts = Tally.accounts(progress.tally)
  const { balances, consumed, cost } = summaryOf(progress)
  const people = progress.tally.users?.verdicts.migrated ?? 0
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Migration</title>
<style>${style}</style></head><body>
<h1>Migration from PostgreSQL</h1>
<p>As of ${escaped(DateTime.formatIso(progress.asOf))}. <b class="${balances ? "good" : "bad"}">${
    balances ? "✓ Every row read is accounted for." : "✗ The counts do not add up."
  }</b></p>
<table><thead>${row(["table", "read", "migrated", "archived", "left out", "failed"], "th")}</thead><tbody>
${accounts.map((a) => row([a.table, a.read, a.migrated, a.archived, a.leftOut, a.failed])).join("\n")}
</tbody></table>
<h2>Find a row</h2><input type="search" placeholder="an id, or the beginning of one" aria-label="an id">
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
<script>${script}</script></body></html>
`
}
