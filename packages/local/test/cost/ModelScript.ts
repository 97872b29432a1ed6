import { Schema } from "effect"

/** As much of a Converse request as tells what is asked. */
const Request = Schema.fromJsonString(
  Schema.Struct({
    messages: Schema.NonEmptyArray(Schema.Struct({ content: Schema.Array(Schema.Struct({ text: Schema.String })) })),
    toolConfig: Schema.Struct({
      tools: Schema.NonEmptyArray(Schema.Struct({ toolSpec: Schema.Struct({ name: Schema.String }) }))
    })
  })
)
const decodeRequest = Schema.decodeUnknownSync(Request)

const Pages = Schema.fromJsonString(
  Schema.Struct({ pages: Schema.Array(Schema.Struct({ page: Schema.Int, lines: Schema.Array(Schema.String) })) })
)
const decodePages = Schema.decodeUnknownSync(Pages)

const Sentences = Schema.fromJsonString(
  Schema.Struct({ sentences: Schema.Array(Schema.Struct({ id: Schema.String, text: Schema.String })) })
)
const decodeSentences = Schema.decodeUnknownSync(Sentences)

/** Every row of the sample report, as a good model copies it. */
const findings = (text: string) => ({
  language: "en",
  title: "Laboratory report",
  labResults: decodePages(text).pages.flatMap(({ lines, page }) =>
    lines.flatMap((quote) => {
      const [testName = "", valueText = "", unit = "", referenceText = "", printedFlag = ""] = quote.split(/ {3,}/)
      return /^[<>]?\d/.test(valueText)
        ? [{ testName, category: "blood", valueText, unit, referenceText, printedFlag, page, quote }]
        : []
    })
  ),
  vitals: [],
  troubles: []
})

const reply = {
  answer: [
    "This value says how much of the substance was found in your blood when it was taken, and the range beside it says what the laboratory expects of most people.",
    "A value outside of its range does not have to mean an illness: food, sleep, exercise, medicines and the hour of the day move it, and laboratories differ from one another.",
    "Show the report to your doctor, who knows your history, and ask whether the value should be measured again and what else may belong to it."
  ].join("\n\n"),
  citedResultIds: [],
  followUps: []
}

const inputOf = (tool: string, text: string): unknown => {
  if (tool === "report_findings") return findings(text)
  return tool === "report_wording" ? { texts: decodeSentences(text).sentences } : reply
}

/** What a model on Bedrock would answer, about as long as it would. */
export const answerTo = (body: string): string => {
  const { messages, toolConfig } = decodeRequest(body)
  const { name } = toolConfig.tools[0].toolSpec
  const input = inputOf(name, messages[0].content[0]?.text ?? "")
  return JSON.stringify({
    output: { message: { role: "assistant", content: [{ toolUse: { toolUseId: "t", name, input } }] } },
    stopReason: "tool_use",
    usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
    metrics: { latencyMs: 1 }
  })
}
