import { badge } from "./badge.js"
import { dayOf, fill, h, momentOf } from "./dom.js"
import { markdown } from "./markdown.js"
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

const row = (fact) =>
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
      fact.specimen_date && h("span", { class: "sub" }, `taken ${fact.specimen_date}`)
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

const table = (facts) =>
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
    h("tbody", { role: "rowgroup" }, facts.map(row))
  )

/** What deserves a look comes first. */
const order = ["HH", "LL", "H", "L", "A", "N", "none"]

const tally = (facts) => {
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

const vital = (fact) =>
  h(
    "li",
    { class: "vital" },
    h("span", { class: "vital-name" }, vitalNames[fact.vital_type] ?? fact.vital_type),
    h("span", { class: "vital-value" }, fact.values.join("/"), " ", h("span", { class: "unit" }, fact.unit)),
    flagOf(fact),
    source(fact, vitalNames[fact.vital_type] ?? fact.vital_type)
  )

const confidence = ({ confidence_reasons: reasons, confidence_score: score }) =>
  h(
    "div",
    { class: "confidence" },
    h("h3", {}, "Confidence"),
    h("p", { class: "score" }, h("strong", {}, String(score)), " of 10"),
    h("meter", {
      min: 0,
      max: 10,
      low: 4,
      high: 7,
      optimum: 10,
      value: String(score),
      "aria-label": `Confidence: ${score} of 10`
    }),
    reasons.length > 0 &&
      h(
        "ul",
        { class: "reasons" },
        reasons.map((reason) => h("li", {}, reason))
      )
  )

const notices = (title, tone, items) =>
  items.length > 0 &&
  h(
    "section",
    { class: `notice ${tone}` },
    h("h3", {}, title),
    h(
      "ul",
      {},
      items.map(({ message }) => h("li", {}, message))
    )
  )

const part = (title, ...children) => h("section", { class: "part" }, h("h3", {}, title), ...children)

const provenance = (result) =>
  h(
    "dl",
    { class: "provenance" },
    [
      ["Read", momentOf(result.generated_at)],
      [
        "Document",
        `${result.document.file_type.toUpperCase()}, ${result.document.pages} ${result.document.pages === 1 ? "page" : "pages"}, ${result.document.language}`
      ],
      ["Model", result.provenance.model],
      ["Prompt", result.provenance.prompt_version],
      ["Rules", result.provenance.rules_version],
      ["Job", result.job_id]
    ].map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))
  )

/** Shows a result whole: facts with their place on the page, what follows from them, and all four disclaimers. */
export const showResult = (article, result) =>
  fill(
    article,
    h(
      "section",
      { class: "card summary" },
      h(
        "div",
        {},
        h("p", { class: "label" }, `Result of ${dayOf(result.generated_at)}`),
        h("h2", { id: "result-title", tabindex: "-1" }, result.title),
        h("p", { class: "summary-text" }, result.summary),
        result.lab_results.length > 0 && tally(result.lab_results)
      ),
      confidence(result)
    ),
    notices("Please note", "bad", result.medical_flags),
    notices("Look twice", "high", result.warnings),
    h(
      "section",
      { class: "card part" },
      h("h3", {}, "Results"),
      result.lab_results.length > 0
        ? table(result.lab_results)
        : h("p", {}, "No laboratory result was found in this document.")
    ),
    result.vitals.length > 0 &&
      h(
        "section",
        { class: "card part" },
        h("h3", {}, "Vital signs"),
        h("ul", { class: "vitals" }, result.vitals.map(vital))
      ),
    h("section", { class: "card part narrative" }, h("h3", {}, "In plain words"), markdown(result.narrative_markdown)),
    h(
      "section",
      { class: "card closing" },
      part(
        "Before you act on this",
        h(
          "ol",
          { class: "disclaimers" },
          result.disclaimers.map((text) => h("li", {}, text))
        )
      ),
      h("details", {}, h("summary", {}, "How this result was made"), provenance(result))
    )
  )
