import { DateTime, Effect, Random } from "effect"
import { Digest } from "effect/crypto"
import { Base64 } from "effect/encoding"
import type { AnalysisResult } from "../src/analysis/AnalysisResult.ts"
import { disclaimers } from "../src/analysis/Disclaimers.ts"
import type { FileType } from "../src/analysis/FileType.ts"
import type { ChatAnswer } from "../src/chat/ChatAnswer.ts"
import { ContentId } from "../src/chat/ContentId.ts"
import type { AnnouncedDocument } from "../src/jobs/DocumentVault.ts"
import { type JobId, type JobKind, makeJobId, partsOf } from "../src/jobs/JobId.ts"
import { type JobFailure, JobOutcome } from "../src/jobs/JobOutcome.ts"
import type { DoctorReport } from "../src/report/DoctorReport.ts"
import { outlineOf } from "../src/report/OutlineRules.ts"
import { assemble } from "../src/report/ReportRules.ts"
import { UserId } from "../src/users/UserId.ts"
import { mixed } from "./Histories.ts"

/** The moment at which every job of these fixtures was made. */
export const at = DateTime.makeUnsafe("2026-03-01T09:30:00.123Z")

export const userId = UserId.make("f1f1f1f1-0000-4000-8000-0000000000aa")

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** Never the same twice, also not in another process: emulators outlive a test. */
export const jobId = (kind: JobKind = "result", owner: UserId = userId): Effect.Effect<JobId> =>
  Random.nextIntBetween(0, 63).pipe(
    Effect.replicateEffect(22),
    Effect.map((digits) => makeJobId(kind, owner, at, digits.map((digit) => alphabet.charAt(digit)).join("")))
  )

/** Always the same. */
export const someId: JobId = makeJobId("result", userId, at, "f".repeat(22))

/** An owner whom no other test has, also not in another process. */
export const owner: Effect.Effect<UserId> = Random.nextIntBetween(0, 15).pipe(
  Effect.replicateEffect(12),
  Effect.map((digits) => UserId.make(`f1f1f1f1-0000-4000-8000-${digits.map((digit) => digit.toString(16)).join("")}`))
)

/** The SHA-256 of `bytes` in base64, as an upload announces it. */
export const checksumSha256 = (bytes: Uint8Array): Effect.Effect<string> =>
  Digest.Digest.use(({ digest }) => digest(Digest.sha256, bytes)).pipe(
    Effect.map(Base64.encode),
    Effect.provide(Digest.layerWebCrypto)
  )

export const announce = (fileType: FileType, bytes: Uint8Array): Effect.Effect<AnnouncedDocument> =>
  Effect.map(checksumSha256(bytes), (checksum) => ({ fileType, size: bytes.length, checksumSha256: checksum }))

export const resultOf = (id: JobId): AnalysisResult => ({
  jobId: id,
  kind: "result",
  generatedAt: at,
  document: { fileType: "pdf", pages: 2, language: "de" },
  title: "Blutbild",
  summary: "Ein Wert liegt über dem Referenzbereich.",
  labResults: [
    {
      id: "r1",
      testName: "Hämoglobin",
      testNameNormalized: "Hemoglobin",
      loinc: "718-7",
      category: "blood",
      value: 17.9,
      valueText: "17,9",
      comparator: ">=",
      unit: "g/dl",
      ucum: "g/dL",
      reference: { low: 13.5, high: 17.5, text: "13,5 – 17,5" },
      printedFlag: "+",
      computedFlag: "H",
      flagsAgree: true,
      specimenDate: "2026-02-27",
      page: 1,
      quote: "Hämoglobin 17,9 + g/dl 13,5 – 17,5",
      grounding: "verified",
      confidence: 0.98
    }
  ],
  vitals: [
    {
      id: "v1",
      vitalType: "blood_pressure",
      values: [128, 84],
      unit: "mmHg",
      computedFlag: null,
      page: 2,
      quote: "RR 128/84 mmHg",
      grounding: "quote_only",
      confidence: 0.5
    }
  ],
  medicalFlags: [{ code: "above_reference", message: "Hämoglobin ist erhöht.", resultIds: ["r1"] }],
  confidenceScore: 5,
  confidenceReasons: ["one value without its line"],
  warnings: [{ code: "second_page_blurred", message: "Die zweite Seite ist unscharf." }],
  narrativeMarkdown: "## Blutbild\n\nHämoglobin **17,9 g/dl**",
  disclaimers,
  provenance: { model: "rules", promptVersion: "1", rulesVersion: "1" }
})

export const answerOf = (id: JobId): ChatAnswer => ({
  jobId: id,
  kind: "chat",
  generatedAt: at,
  contentId: ContentId.make("result-1"),
  emergency: { code: "chest_pain", message: "Call an ambulance now.", source: "somebody who knows" },
  answer: "Your hemoglobin is **17,9 g/dl**.",
  citedResultIds: ["r1"],
  followUps: ["result-explain-simply"],
  warnings: [{ code: "sentence_withheld", message: "A sentence was left out." }],
  disclaimers,
  provenance: { model: "rules", promptVersion: "1", rulesVersion: "1" }
})

export const reportOf = (id: JobId): DoctorReport =>
  assemble(id, outlineOf("full", mixed, at), new Map(), { model: "rules", promptVersion: "1" }, at)

const results = { result: resultOf, chat: answerOf, report: reportOf } as const

/** With a result of the kind that the id says. */
export const completed = (id: JobId): JobOutcome =>
  JobOutcome.cases.Completed.make({ result: results[partsOf(id).kind](id) })

export const failed = (failure: JobFailure): JobOutcome => JobOutcome.cases.Failed.make({ failure, at })
