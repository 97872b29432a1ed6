import { ReportPrinter } from "@serenya/domain/report/ReportPrinter"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Layer } from "effect"
import { printInThread } from "./PrintThread.ts"

/** A thread that failed may do better with less beside it: the caller is told to come again. */
export const layer = Layer.succeed(ReportPrinter, {
  print: Effect.fn("PdfkitReportPrinter.print")((paper) =>
    printInThread(paper).pipe(
      Effect.mapError(
        (cause) => new Unavailable({ resource: "analysis", operation: "ReportPrinter.print", retryable: true, cause })
      )
    )
  )
})
