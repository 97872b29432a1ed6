import * as SampleReport from "../../src/job/SampleReport.ts"
import { at } from "./Template.ts"

const findings = {
  language: "en",
  title: "Laboratory report",
  labResults: SampleReport.rows.map(({ reference, testName, unit, valueText }) => ({
    testName,
    category: "blood",
    valueText,
    unit,
    referenceText: reference,
    printedFlag: "",
    page: 1,
    quote: `${testName} ${valueText} ${unit} ${reference}`
  })),
  vitals: [],
  troubles: []
}

/** What the first text of the question says, which is data as JSON. */
const given = (asked: unknown): unknown => {
  const text = at(asked, "messages", 0, "content", 0, "text")
  return typeof text === "string" ? JSON.parse(text) : undefined
}

const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** Says the first result that came along, or that there is none. */
const reply = (data: unknown) => {
  const [first] = list(at(data, "results"))
  return first === undefined
    ? { answer: "Please see somebody now.", citedResultIds: [], followUps: [] }
    : {
        answer: `Your ${String(at(first, "name"))} is ${String(at(first, "value"))} ${String(at(first, "unit"))}.`,
        citedResultIds: [at(first, "id")],
        followUps: []
      }
}

/** By the tool that must be called. */
const inputs: Readonly<Record<string, (asked: unknown) => unknown>> = {
  report_findings: () => findings,
  answer_question: (asked) => reply(given(asked)),
  // The drafts as they are: a wording that changes nothing.
  report_wording: (asked) => ({ texts: at(given(asked), "sentences") })
}

/** A model on Bedrock that has read one report, and answers over the wire as Converse does. */
export const make = () => {
  let failures = 0
  return {
    /** One answer that is cut off, and the second try of it too. */
    failNext: () => {
      failures = 2
    },
    answer: (body: string) => {
      const asked: unknown = JSON.parse(body)
      const name = String(at(asked, "toolConfig", "toolChoice", "tool", "name"))
      const isCutOff = failures > 0 && name === "report_findings"
      if (isCutOff) failures -= 1
      const content = [{ toolUse: { toolUseId: "tooluse_1", name, input: inputs[name]?.(asked) ?? {} } }]
      const answer = {
        output: { message: { role: "assistant", content: isCutOff ? [] : content } },
        stopReason: isCutOff ? "max_tokens" : "tool_use",
        usage: { inputTokens: 900, outputTokens: 300, totalTokens: 1200 },
        metrics: { latencyMs: 1 }
      }
      return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify(answer)) }
    }
  }
}
export type SampleModel = ReturnType<typeof make>
