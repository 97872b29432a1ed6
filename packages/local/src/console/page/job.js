import { checksumOf, fileTypeOf } from "./document.js"
import { byId, fill, h, momentOf } from "./dom.js"
import { attempt, showProblem } from "./problem.js"
import { showResult } from "./result.js"
import { call, post, Refusal } from "./service.js"
import { steps } from "./words.js"

/** The report that is looked at now. Another one, or a sign-out, replaces it; what still runs for the old one is then ignored. */
let current

const toneOf = (index, reached, state) => {
  if (index !== reached) return index < reached ? "done" : "ahead"
  if (state === "failed") return "failed"
  return state === "completed" ? "done" : "now"
}

/** Shows where the report stands; a failure takes the place of the step that it prevented. */
const show = (state, { at = state, text } = {}) => {
  const reached = steps.findIndex(({ name }) => name === at)
  fill(
    byId("steps"),
    steps.map(({ name, word }, index) =>
      h(
        "li",
        { class: toneOf(index, reached, state), "aria-current": index === reached && "step" },
        state === "failed" && name === at ? "Failed" : word
      )
    )
  )
  byId("job").dataset.state = at
  const said = text ?? steps[reached].text
  if (byId("job-state").textContent !== said) byId("job-state").textContent = said
}

const button = (label, kind, action) => {
  const element = h(
    "button",
    { type: "button", class: kind, onclick: () => attempt(element, () => action(element)) },
    label
  )
  return element
}

const cleanUp = (job) =>
  button("Clean up", "plain", async (control) => {
    const receipt = await call("DELETE", `/process/cleanup/${encodeURIComponent(job.id)}`)
    if (current !== job) return
    control.remove()
    byId("job-state").textContent = "Cleaned up: the service holds nothing of this report any more."
    fill(
      byId("receipt"),
      h(
        "div",
        { class: "notice good", tabindex: "-1" },
        h("h3", {}, "Receipt"),
        h(
          "p",
          {},
          "Every object of this report was deleted, then looked for again and not found. What you see is only on this page."
        ),
        h(
          "dl",
          { class: "provenance" },
          h("div", {}, h("dt", {}, "Cleaned"), h("dd", {}, momentOf(receipt.cleaned_at))),
          h("div", {}, h("dt", {}, "Job"), h("dd", { id: "receipt-job" }, receipt.job_id))
        )
      )
    )
    byId("receipt").firstElementChild.focus()
  })

const another = () =>
  button("Upload another report", "plain", async () => {
    forget()
    byId("upload-title").focus()
  })

const showFailure = (job, { code, message, retryable }) => {
  show("failed", { at: "completed", text: "The report could not be read." })
  fill(
    byId("failure"),
    h(
      "div",
      { class: "notice bad", role: "alert" },
      h("h3", {}, "No result"),
      h("p", {}, message),
      h("p", { class: "fine" }, h("code", {}, code), retryable && " · trying again may help")
    )
  )
  fill(
    byId("job-actions"),
    retryable && button("Send it again", "primary", () => pursue({ ...job }, retry)),
    another(),
    cleanUp(job)
  )
}

const pause = (seconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.max(seconds ?? 2, 0.2) * 1000)
  })

/** A status call that cannot be answered now is asked again; the report itself is not lost by it. */
const statusOf = async (job) => {
  for (let left = 5; ; left -= 1) {
    try {
      return await call("GET", `/process/status/${encodeURIComponent(job.id)}`)
    } catch (error) {
      if (!(error instanceof Refusal && error.problem.retryable) || left === 0 || current !== job) throw error
      await pause(2)
    }
  }
}

const follow = async (job) => {
  for (;;) {
    const { failure, poll_after_seconds: seconds, status } = await statusOf(job)
    if (current !== job) return
    if (status === "failed") return showFailure(job, failure)
    if (status === "completed") {
      const result = await call("GET", `/process/result/${encodeURIComponent(job.id)}`)
      if (current !== job) return
      showResult(byId("result"), result)
      byId("result").hidden = false
      show("completed")
      fill(byId("job-actions"), another(), cleanUp(job))
      byId("result-title").focus()
      return
    }
    show(status)
    await pause(seconds)
  }
}

const send = async (job) => {
  show("checking")
  const { file } = job
  const checksum = await checksumOf(file)
  const announced = { file_type: fileTypeOf(file), file_size: file.size, checksum_sha256: checksum }
  const { job_id, upload } = await call("POST", "/process/upload", announced)
  if (current !== job) return
  job.id = job_id
  show("awaiting_upload")
  await post(upload, file)
  await follow(job)
}

/** Reasons for which a job is not started again although its failure said it may be: the file is gone, or was tried often enough. */
const isOver = ({ problem: { code, reason } }) =>
  code === "JOB_NOT_FOUND" || (code === "JOB_NOT_RETRYABLE" && reason !== "not_failed")

/** Has the service read the file again that it still has; where it cannot, the file is sent anew. */
const retry = async (job) => {
  show("processing")
  try {
    await call("POST", `/process/retry/${encodeURIComponent(job.id)}`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (isOver(error)) return send(job)
    // Somebody else had it started again meanwhile, in another tab: it is followed like ours.
    if (error.problem.code !== "JOB_NOT_RETRYABLE") throw error
  }
  if (current === job) await follow(job)
}

/** Shows nothing of a report any more, and asks for the next. */
export const forget = () => {
  current = undefined
  byId("upload").hidden = false
  byId("job").hidden = true
  byId("result").hidden = true
  for (const id of ["steps", "failure", "receipt", "job-actions", "result"]) byId(id).replaceChildren()
  byId("job-state").textContent = ""
}

/** Does `work` for a report, the only one that is looked at from now on; what keeps it from getting through can be tried again. */
const pursue = async (job, work) => {
  forget()
  current = job
  byId("upload").hidden = true
  byId("job").hidden = false
  byId("job-title").textContent = job.file.name
  byId("job-title").focus()
  try {
    await work(job)
  } catch (error) {
    if (current !== job) return
    show("failed", { at: byId("job").dataset.state, text: "The report did not get through." })
    fill(
      byId("job-actions"),
      button("Send it again", "primary", () => pursue({ ...job }, work)),
      another(),
      job.id && cleanUp(job)
    )
    showProblem(error)
  }
  if (current === job) await job.whenSettled()
}

/** Sends a report and follows it to its result, showing every state it is seen in. */
export const run = (file, whenSettled) => pursue({ file, whenSettled }, send)
