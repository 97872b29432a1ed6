import { Context, type Effect } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Paper } from "./Paper.ts"

/** Port: sets a report as a PDF. Its laws are `testing/ReportPrinterLaws.ts`. */
export class ReportPrinter extends Context.Service<
  ReportPrinter,
  {
    /** The same paper gives the same bytes, in any process and time zone; every text of it stands on a page, as it is. */
    print(paper: Paper): Effect.Effect<Uint8Array, Unavailable>
  }
>()("@serenya/domain/report/ReportPrinter") {}
