import { dayOf, fill, h, momentOf } from "./dom.js"
import { commonDate, table, tally, vital } from "./facts.js"
import { markdown } from "./markdown.js"

const shownReasons = 3

const list = (reasons) =>
  h(
    "ul",
    { class: "reasons" },
    reasons.map((reason) => h("li", {}, reason))
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
    list(reasons.slice(0, shownReasons)),
    reasons.length > shownReasons &&
      h("details", {}, h("summary", {}, `${reasons.length - shownReasons} more`), list(reasons.slice(shownReasons)))
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
      items.map(({ message, source }) => h("li", {}, message, source && h("small", {}, ` (${source})`)))
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
      commonDate(result.lab_results) && h("p", { class: "sub" }, `Specimen taken ${commonDate(result.lab_results)}`),
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
