import * as Client from "@serenya/api/Client"
import { isAnalysis } from "@serenya/api/ResultDto"
import type { AnalysisResult } from "@serenya/domain/analysis/AnalysisResult"
import { currentVersions, newest } from "@serenya/domain/consents/ConsentTexts"
import type { UploadGrant } from "@serenya/domain/jobs/DocumentVault"
import type { JobId } from "@serenya/domain/jobs/JobId"
import { DeviceId } from "@serenya/domain/sessions/Device"
import { Console, DateTime, Effect, Redacted } from "effect"
import { trouble } from "../cli/Trouble.ts"
import type { SamplePerson } from "../oidc/SamplePeople.ts"
import type { DocumentFile } from "./DocumentFile.ts"
import { newKey } from "./NewKey.ts"
import * as Progress from "./Progress.ts"
import * as Question from "./Question.ts"
import * as ResultTable from "./ResultTable.ts"

const consents = {
  privacy_policy: true,
  terms_of_service: true,
  medical_disclaimer: true,
  healthcare_consultation: true,
  emergency_care_limitation: true,
  version: currentVersions[newest(currentVersions)]
}

const device = {
  deviceId: DeviceId.make("demo"),
  platform: "ios" as const,
  model: Redacted.make("Demo", { label: "device" }),
  name: Redacted.make("pnpm demo", { label: "device" }),
  appVersion: "0.1.0",
  osVersion: "0"
}

/** What a phone does without our client: it asks its provider for an id_token. */
const idToken = Effect.fnUntraced(function* (url: string, person: SamplePerson, nonce: string) {
  const answer = yield* Effect.promise(() =>
    fetch(`${url}/_oidc/token`, {
      method: "POST",
      body: JSON.stringify({ provider: "google", person: person.id, nonce })
    })
  )
  const body: unknown = yield* Effect.promise(() => answer.json())
  return Redacted.make(String(Reflect.get(Object(body), "id_token")), { label: "id_token" })
})

/** Who signs in is signed in to the end, and out again. */
export const signIn = Effect.fnUntraced(function* (url: string, person: SamplePerson) {
  const client = yield* Client.make(url)
  const nonce = crypto.randomUUID()
  const { tokens } = yield* client.auth.onboard({
    headers: yield* newKey,
    payload: {
      provider: "google",
      idToken: yield* idToken(url, person, nonce),
      nonce: Redacted.make(nonce, { label: "nonce" }),
      device,
      consents
    }
  })
  yield* Console.log(`✓ signed in as ${person.name}, who gave all five consents`)
  return tokens.accessToken
})

const post = Effect.fnUntraced(function* (
  { fields, url }: Pick<UploadGrant, "url" | "fields">,
  { bytes, name }: DocumentFile
) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append("file", new Blob([bytes]))
  const { ok, status } = yield* Effect.promise(() => fetch(url, { method: "POST", body: form }))
  if (!ok) return yield* trouble(`The upload of ${name} was refused with status ${status}.`)
})

const completion = Effect.fnUntraced(function* (url: string, jobId: JobId) {
  const client = yield* Client.make(url)
  const progress = yield* Progress.make("analysing")
  for (;;) {
    const { failure, status } = yield* client.status.status({ params: { job_id: jobId } })
    if (status === "completed") return yield* progress.end("✓ analysed")
    if (status === "failed") {
      yield* progress.end("✗ the analysis failed")
      return yield* trouble(`The job failed with ${failure?.code ?? "no code"}. ${failure?.message ?? ""}`)
    }
    yield* progress.tick
    yield* Effect.sleep("250 millis")
  }
})

const show = Effect.fnUntraced(function* (
  result: Pick<AnalysisResult, "title" | "summary" | "labResults" | "warnings">
) {
  yield* Console.log(
    ["", result.title, ...(result.summary === "" ? [] : [result.summary]), "", ...ResultTable.lines(result), ""].join(
      "\n"
    )
  )
  for (const { message } of result.warnings) yield* Console.log(`! ${message}`)
  if (result.warnings.length > 0) yield* Console.log("")
})

/** Upload, wait, read, ask, clean up, leave. Answers with how many results there were and how many of them are verified. */
export const run = Effect.fnUntraced(function* (url: string, document: DocumentFile) {
  const client = yield* Client.make(url)
  const { bytes, checksumSha256, fileType } = document
  const { jobId, upload } = yield* client.upload.grant({
    headers: yield* newKey,
    payload: { fileType, fileSize: bytes.length, checksumSha256 }
  })
  yield* post(upload, document)
  yield* Console.log(`✓ uploaded ${document.name}, ${Math.ceil(bytes.length / 1024)} KiB`)
  yield* completion(url, jobId)
  const result = yield* Effect.filterOrFail(client.result.result({ params: { job_id: jobId } }), isAnalysis, () =>
    trouble("The result came as FHIR, which was not asked for.")
  )
  yield* show(result)
  if (result.labResults.length > 0) yield* Question.ask(url, result)
  const { cleanedAt } = yield* client.cleanup.cleanup({ params: { job_id: jobId } })
  yield* Console.log(`✓ cleaned up: every object of ${jobId} was gone at ${DateTime.formatIso(cleanedAt)}`)
  yield* client.auth.logout({ headers: yield* newKey })
  yield* Console.log("✓ logged out")
  return {
    results: result.labResults.length,
    verified: result.labResults.filter(({ grounding }) => grounding === "verified").length
  }
})
