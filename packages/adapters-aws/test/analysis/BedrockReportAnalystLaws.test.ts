import { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import * as ReportAnalystLaws from "@serenya/domain/testing/ReportAnalystLaws"
import { Effect, Layer } from "effect"
import * as BedrockScript from "./BedrockScript.ts"

const answer = BedrockScript.reply(
  "tool_use",
  BedrockScript.call({
    language: "en",
    title: "Complete Blood Count",
    labResults: [{ ...ReportAnalystLaws.row, category: "blood", quote: "Hemoglobin 10.9 g/dL 12.0 - 15.5 L" }],
    vitals: [],
    troubles: []
  })
)

ReportAnalystLaws.suite(
  "Bedrock",
  Layer.effect(
    ReportAnalyst,
    Effect.map(
      BedrockScript.analystOn(() => answer),
      ({ analyst }) => analyst
    )
  )
)
