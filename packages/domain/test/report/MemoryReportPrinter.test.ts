import * as MemoryReportPrinter from "../../src/report/MemoryReportPrinter.ts"
import * as ReportPrinterLaws from "../../testing/ReportPrinterLaws.ts"

ReportPrinterLaws.suite("memory", MemoryReportPrinter.layer)
