import type { ContentBlock } from "@aws-sdk/client-bedrock-runtime"
import { linesOf } from "@serenya/domain/analysis/LineRules"
import type { PageText, ReadDocument } from "@serenya/domain/analysis/ReadDocument"
import type { Window } from "@serenya/domain/analysis/WindowRules"
import { question, questionAbout } from "./ReportPrompt.ts"

/** The largest image Converse takes: 3.75 MB, which are 5 MiB in base64. */
export const maxImageBytes = 3_932_160

/** The largest document Converse takes: 4.5 MB. */
export const maxFileBytes = 4_500_000

/** Lines as JSON strings: whatever a report prints, it cannot end the string it stands in. */
const words = (pages: ReadonlyArray<PageText>): ContentBlock => ({
  text: JSON.stringify({
    pages: pages.map((page) => ({
      page: page.number,
      lines: linesOf(page).map((line) => line.cells.map((cell) => cell.text).join("   "))
    }))
  })
})

/**
 * The document goes under a neutral name: a file name would be one more text that could give orders. Converse shows a
 * model the pages of a PDF only with citations enabled; without, it gets extracted text alone.
 */
const file = ({ bytes, fileType }: ReadDocument): ContentBlock =>
  fileType === "pdf"
    ? { document: { format: "pdf", name: "report", source: { bytes }, citations: { enabled: true } } }
    : { image: { format: fileType === "png" ? "png" : "jpeg", source: { bytes } } }

/** What a model is asked about a window of a document. */
export const contentOf = (document: ReadDocument, window: Window): Array<ContentBlock> => {
  switch (window._tag) {
    case "Text":
      return [words(window.pages), { text: question }]
    case "Picture":
      return [file(document), { text: document.pages.length === 1 ? question : questionAbout(window.pages) }]
  }
}
