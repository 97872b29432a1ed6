import type { Findings } from "@serenya/domain/analysis/Findings"
import type { ReadDocument } from "@serenya/domain/analysis/ReadDocument"
import { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import { Effect, Layer } from "effect"
import * as BedrockReportAnalyst from "../../src/analysis/BedrockReportAnalyst.ts"
import { config } from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

export const modelId = "eu.anthropic.claude-haiku-4-5-20251001-v1:0"

export type Script = Parameters<typeof ScriptedServer.start>[0]

/** The analyst on a Bedrock that answers by script, and everything it was asked. */
export const analystOn = Effect.fnUntraced(function* (script: Script, more: Readonly<Record<string, string>> = {}) {
  const { received, url } = yield* ScriptedServer.start(script)
  const environment = config(url, { BEDROCK_MODEL_ID: modelId, ...more })
  const context = yield* Layer.build(BedrockReportAnalyst.layer.pipe(Layer.provide(environment)))
  return { analyst: yield* ReportAnalyst.pipe(Effect.provide(context)), received, url }
})

export const findings: Findings = {
  language: "de",
  title: "Blutbild",
  labResults: [
    {
      testName: "Hämoglobin",
      category: "blood",
      valueText: "17,9",
      unit: "g/dl",
      referenceText: "13,5 – 17,5",
      printedFlag: "+",
      specimenDate: "2026-02-27",
      page: 1,
      quote: "Hämoglobin 17,9 + g/dl 13,5 – 17,5"
    }
  ],
  vitals: [{ vitalType: "blood_pressure", valueText: "128/84", unit: "mmHg", page: 1, quote: "RR 128/84 mmHg" }],
  troubles: []
}

export const pdf: ReadDocument = {
  fileType: "pdf",
  bytes: Uint8Array.from("%PDF-1.7", (character) => character.charCodeAt(0)),
  pages: [{ number: 1, width: 595, height: 842, items: [] }],
  picturePages: [1],
  hidesText: false
}

export const image = (fileType: "jpg" | "jpeg" | "png", size = 8): ReadDocument => ({
  fileType,
  bytes: new Uint8Array(size),
  pages: [{ number: 1, width: 100, height: 100, items: [] }],
  picturePages: [1],
  hidesText: false
})

/** A Converse answer as it goes over the wire. */
export const reply = (stopReason: string, ...content: ReadonlyArray<unknown>) => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    output: { message: { role: "assistant", content } },
    stopReason,
    usage: { inputTokens: 900, outputTokens: 300, totalTokens: 1200 },
    metrics: { latencyMs: 1 }
  })
})

export const call = (input: unknown, name = "report_findings") => ({ toolUse: { toolUseId: "tooluse_1", name, input } })

export const found = reply("tool_use", { text: "Here it is." }, call(findings))

export const failure = (status: number, type: string) => ({
  status,
  headers: { "content-type": "application/json", "x-amzn-errortype": type },
  body: JSON.stringify({ message: type })
})
