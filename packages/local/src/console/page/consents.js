import { byId, dayOf, fill, h } from "./dom.js"
import { attempt } from "./problem.js"
import { call } from "./service.js"
import { consents as words } from "./words.js"

const titleOf = (type) => words[type]?.title ?? type

const standing = ({ at, consented, is_current: isCurrent, version, withdrawn_at: withdrawnAt }) => {
  if (!consented) return `Withdrawn ${dayOf(withdrawnAt)}`
  return isCurrent
    ? `Given ${dayOf(at)}, version ${version}`
    : `Given for version ${version}, which is no longer current`
}

const item = (consent) => {
  const gives = !consent.is_current
  const title = titleOf(consent.type)
  const button = h(
    "button",
    {
      type: "button",
      class: "plain",
      "aria-label": `${gives ? "Give again" : "Withdraw"}: ${title}`,
      onclick: () =>
        attempt(button, async () => {
          const body = gives ? { consented: true, version: consent.current_version } : { consented: false }
          const answered = await call("PUT", `/user/consents/${consent.type}`, body)
          const fresh = item(answered)
          byId(`consent-${consent.type}`).replaceWith(fresh)
          count()
          fresh.querySelector("button").focus()
          byId("announcement").textContent = `${title}: ${standing(answered)}`
        })
    },
    gives ? "Give again" : "Withdraw"
  )
  return h(
    "li",
    { id: `consent-${consent.type}`, class: gives ? "withdrawn" : "given" },
    h("div", {}, h("strong", {}, title), h("span", { class: "sub" }, standing(consent))),
    button
  )
}

/** How many stand; the list opens by itself where one is missing. */
const count = () => {
  const [given, all] = [".given", "li"].map((which) => byId("consents").querySelectorAll(which).length)
  byId("consents-count").textContent = `${given} of ${all} given`
  byId("consents-count").className = `badge ${given === all ? "good" : "bad"}`
  if (given < all) byId("consents-box").open = true
}

/** Shows what the person agrees to, each with its way back. */
export const showConsents = async () => {
  const { consents } = await call("GET", "/user/consents")
  fill(byId("consents"), consents.map(item))
  count()
}

const question = ([type, { text, title }]) =>
  h(
    "li",
    {},
    h(
      "label",
      {},
      h("input", { type: "checkbox", name: type, "aria-describedby": `about-${type}` }),
      h("span", {}, h("strong", {}, title), h("span", { id: `about-${type}`, class: "sub" }, text))
    )
  )

export const showQuestions = () => fill(byId("questions"), Object.entries(words).map(question))

/** The five answers, or undefined where one is missing: then it is said which, and the first is in focus. */
export const answers = (form) => {
  const boxes = [...form.querySelectorAll("input[type=checkbox]")]
  const open = boxes.filter(({ checked }) => !checked)
  byId("consent-error").textContent =
    open.length === 0 ? "" : `All five are needed. Still open: ${open.map(({ name }) => titleOf(name)).join(", ")}.`
  for (const box of boxes) box.toggleAttribute("aria-invalid", !box.checked)
  open[0]?.focus()
  return open.length === 0 ? Object.fromEntries(boxes.map(({ name, checked }) => [name, checked])) : undefined
}
