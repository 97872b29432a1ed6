import { byId, fill, h } from "./dom.js"
import { Refusal } from "./service.js"
import { consents } from "./words.js"

/** What a refusal lists beside its sentence: offending fields, or consents that are missing. */
const particulars = ({ fields = [], missing = [] }) => {
  const items = [
    ...fields.map(({ message, path }) => [h("code", {}, path), ` ${message}`]),
    ...missing.map((type) => [consents[type]?.title ?? type])
  ]
  return (
    items.length > 0 &&
    h(
      "ul",
      { class: "particulars" },
      items.map((item) => h("li", {}, item))
    )
  )
}

/** Says what the service said, and under which id its logs know it. */
export const showProblem = (error) => {
  if (!(error instanceof Refusal)) console.error(error)
  const problem =
    error instanceof Refusal ? error.problem : { title: "This page failed", detail: String(error), code: "PAGE" }
  fill(
    byId("problem"),
    h(
      "div",
      { class: "notice bad" },
      h("h2", {}, problem.title),
      h("p", {}, problem.detail),
      particulars(problem),
      h(
        "p",
        { class: "fine" },
        h("code", {}, problem.code),
        problem.correlation_id && [" · correlation id ", h("code", { class: "correlation" }, problem.correlation_id)]
      ),
      h("button", { type: "button", class: "plain", onclick: hideProblem }, "Dismiss")
    )
  )
  byId("problem").scrollIntoView({ block: "nearest" })
}

export const hideProblem = () => {
  byId("problem").replaceChildren()
}

/** Runs one thing the person asked for: the control rests meanwhile, and a problem is shown. */
export const attempt = async (control, action) => {
  if (control?.getAttribute("aria-disabled") === "true") return
  hideProblem()
  control?.setAttribute("aria-disabled", "true")
  try {
    await action()
  } catch (error) {
    showProblem(error)
  } finally {
    control?.removeAttribute("aria-disabled")
  }
}
