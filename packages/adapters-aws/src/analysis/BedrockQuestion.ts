import type { ContentBlock, Message } from "@aws-sdk/client-bedrock-runtime"
import type { ReadDocument } from "@serenya/domain/analysis/ReadDocument"
import type { Mismatch } from "./BedrockAnswer.ts"
import { question, repair, toolName } from "./ReportPrompt.ts"

/** The largest image Converse takes: 3.75 MB, which are 5 MiB in base64. */
export const maxImageBytes = 3_932_160

/** Converse shows a model the pages of a PDF only with citations enabled; without, it gets extracted text alone. */
const attachment = ({ bytes, fileType }: ReadDocument): ContentBlock =>
  fileType === "pdf"
    ? { document: { format: "pdf", name: "report", source: { bytes }, citations: { enabled: true } } }
    : { image: { format: fileType === "png" ? "png" : "jpeg", source: { bytes } } }

/** The document goes under a neutral name: a file name would be one more text that could give orders. */
export const ask = (document: ReadDocument): Array<Message> => [
  { role: "user", content: [attachment(document), { text: question }] }
]

const previousUse = "previous"

/** The same question with what was wrong with the answer; the answer itself goes along where it can be said again. */
export const askAgain = (document: ReadDocument, { input, issues }: Mismatch): Array<Message> => {
  const text = repair(issues)
  if (input === undefined) return [{ role: "user", content: [attachment(document), { text: question }, { text }] }]
  return [
    ...ask(document),
    { role: "assistant", content: [{ toolUse: { toolUseId: previousUse, name: toolName, input } }] },
    { role: "user", content: [{ toolResult: { toolUseId: previousUse, status: "error", content: [{ text }] } }] }
  ]
}
