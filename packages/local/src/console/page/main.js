import { showConsents, showQuestions, answers } from "./consents.js"
import { objection } from "./document.js"
import { byId, fill, h } from "./dom.js"
import { forget, run } from "./job.js"
import { attempt, hideProblem, showProblem } from "./problem.js"
import { ask, call, Refusal, remember, whenSessionEnds } from "./service.js"
import { onboard, signIn } from "./signIn.js"

const { maxBytes, textVersion } = document.body.dataset
const views = { "sign-in": "Sign in", onboarding: "Welcome", home: "Your reports" }

/** One view at a time; its heading takes the focus, so that a screen reader says where we are. */
const open = (view, heading) => {
  for (const id of Object.keys(views)) byId(id).hidden = id !== view
  document.title = `${views[view]} · Serenya console`
  heading?.focus({ preventScroll: true })
  window.scrollTo(0, 0)
}

const showPlan = async () => {
  const { subscription } = await call("GET", "/user/profile")
  const { documents } = subscription.usage
  byId("plan").textContent =
    `${subscription.tier} plan · ${documents} ${documents === 1 ? "document" : "documents"} this period`
}

const enter = async ({ tokens, user }) => {
  remember(tokens)
  byId("who").textContent = user.name
  byId("session").hidden = false
  open("home", byId("upload-title"))
  await Promise.all([showPlan(), showConsents()])
}

const leave = () => {
  remember(undefined)
  forget()
  byId("session").hidden = true
  byId("plan").replaceChildren()
  byId("consents").replaceChildren()
  byId("consents-box").open = false
  open("sign-in", byId("sign-in-title"))
}

let newcomer

const chosenProvider = () => document.querySelector("input[name=provider]:checked").value

const choose = async (person) => {
  const provider = chosenProvider()
  try {
    await enter(await signIn(provider, person))
  } catch (error) {
    if (!(error instanceof Refusal && error.problem.code === "USER_NOT_FOUND")) throw error
    newcomer = { provider, person }
    byId("newcomer").textContent = person.name
    byId("consent-error").textContent = ""
    showQuestions()
    open("onboarding", byId("onboarding-title"))
  }
}

const initials = (name) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join("")
    .toUpperCase()

const personButton = (person) => {
  const button = h(
    "button",
    { type: "button", class: "person", onclick: () => attempt(button, () => choose(person)) },
    h("span", { class: "avatar", "aria-hidden": "true" }, initials(person.name)),
    h("span", {}, h("strong", {}, person.name), h("span", { class: "sub" }, person.email))
  )
  return h("li", {}, button)
}

const take = (file) => {
  if (file === undefined) return
  hideProblem()
  const reason = objection(file, Number(maxBytes))
  byId("file-error").textContent = reason ?? ""
  if (reason === undefined) run(file, showPlan).catch(showProblem)
}

byId("consent-form").addEventListener("submit", (event) => {
  event.preventDefault()
  const given = answers(event.target)
  if (given === undefined) return
  const { person, provider } = newcomer
  void attempt(event.submitter, async () => enter(await onboard(provider, person, { ...given, version: textVersion })))
})

byId("go-back").addEventListener("click", () => {
  hideProblem()
  open("sign-in", byId("sign-in-title"))
})

byId("sign-out").addEventListener("click", (event) => {
  void attempt(event.currentTarget, async () => {
    try {
      await call("POST", "/auth/logout")
    } finally {
      leave()
    }
  })
})

byId("file").addEventListener("change", ({ target }) => {
  take(target.files[0])
  target.value = ""
})

const drop = byId("drop")
const over = (is) => drop.classList.toggle("over", is)
// A file that misses the zone must not replace this page.
window.addEventListener("dragover", (event) => {
  event.preventDefault()
  over(drop.contains(event.target))
})
window.addEventListener("dragleave", () => over(false))
window.addEventListener("drop", (event) => {
  event.preventDefault()
  over(false)
  if (drop.contains(event.target)) take(event.dataTransfer.files[0])
})

whenSessionEnds((reason) => {
  leave()
  showProblem(reason)
})

const begin = async () => {
  const people = await ask("GET", "/_oidc/people")
  fill(byId("people"), people.map(personButton))
}

// The service names itself by number, and to a browser another name is another site.
if (location.hostname === "localhost") location.hostname = "127.0.0.1"
else void attempt(undefined, begin)
