import { badge } from "./badge.js"
import { h } from "./dom.js"
import { rangeDrawing } from "./range.js"
import { flags, groundings, vitals as vitalNames } from "./words.js"

const flagOf = ({ computed_flag: flag }) => badge(flags[flag ?? "none"] ?? { word: String(flag), tone: "still" })

const referenceText = ({ high, low, text }) => {
  if (text !== undefined && text !== "") return text
  if (low !== undefined && high !== undefined) return `${low} – ${high}`
  if (low !== undefined) return `≥ ${low}`
  return high === undefined ? "none printed" : `≤ ${high}`
}

/** Page, line and how far it was traced: a disclosure that the keyboard opens. */
const source = ({ grounding, page, quote }, of) => {
  const { text, tone, word } = groundings[grounding] ?? { word: String(grounding), tone: "still", text: "" }
  return h(
    "details",
    { class: "source" },
    h("summary", {}, `Page ${page}`, h("span", { class: "unseen" }, `, source of ${of}`), " ", badge({ tone, word })),
    h("blockquote", {}, quote === "" ? "No line was given." : quote),
    h("p", { class: "fine" }, text)
  )
}

const cell = (label, ...children) =>
  h(
    "td",
    { role: "cell" },
    h("span", { class: "cell-label", "aria-hidden": "true" }, label),
    h("div", { class: "cell" }, ...children)
  )

const row = (fact, specimenDate) =>
  h(
    "tr",
    { role: "row" },
    h(
      "th",
      { role: "rowheader", scope: "row" },
      fact.test_name,
      fact.test_name_normalized &&
        fact.test_name_normalized.toLowerCase() !== fact.test_name.toLowerCase() &&
        h("span", { class: "sub" }, fact.test_name_normalized),
      specimenDate && h("span", { class: "sub" }, `taken ${specimenDate}`)
    ),
    cell(
      "Result",
      h("span", { class: "value" }, fact.value_text),
      fact.unit && [" ", h("span", { class: "unit" }, fact.unit)]
    ),
    cell("Reference", referenceText(fact.reference), rangeDrawing(fact)),
    cell(
      "Flag",
      flagOf(fact),
      !fact.flags_agree && h("span", { class: "sub" }, `printed as “${fact.printed_flag ?? ""}”`)
    ),
    cell("Where found", source(fact, fact.test_name))
  )

/** The day that all specimens share, to be said once; undefined where they differ or are not dated. */
export const commonDate = (facts) => {
  const dates = new Set(facts.map(({ specimen_date: date }) => date))
  return dates.size === 1 ? [...dates][0] : undefined
}

/** Laboratory results as a table; on a phone each row becomes a card, and its roles keep it a table for screen readers. */
export const table = (facts) =>
  h(
    "table",
    { role: "table", class: "facts" },
    h("caption", { class: "unseen" }, "Results as printed in the report"),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        ["Test", "Result", "Reference", "Flag", "Where found"].map((name) =>
          h("th", { role: "columnheader", scope: "col" }, name)
        )
      )
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      facts.map((fact) => row(fact, commonDate(facts) === undefined && fact.specimen_date))
    )
  )

/** What deserves a look comes first. */
const order = ["HH", "LL", "H", "L", "A", "N", "none"]

export const tally = (facts) => {
  const counts = order
    .map((flag) => [flag, facts.filter(({ computed_flag: computed }) => (computed ?? "none") === flag).length])
    .filter(([, count]) => count > 0)
  return h(
    "ul",
    { class: "tally", "aria-label": "Results by flag" },
    counts.map(([flag, count]) => {
      const { tone, word } = flags[flag]
      return h("li", { class: `badge ${tone}` }, `${count} ${word.toLowerCase()}`)
    })
  )
}

export const vital = (fact) =>
  h(
    "li",
    { class: "vital" },
    h("span", { class: "vital-name" }, vitalNames[fact.vital_type] ?? fact.vital_type),
    h("span", { class: "vital-value" }, fact.values.join("/"), " ", h("span", { class: "unit" }, fact.unit)),
    flagOf(fact),
    source(fact, vitalNames[fact.vital_type] ?? fact.vital_type)
  )
