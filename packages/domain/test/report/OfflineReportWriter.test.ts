import * as OfflineReportWriter from "../../src/report/OfflineReportWriter.ts"
import * as ReportWriterLaws from "../../testing/ReportWriterLaws.ts"

ReportWriterLaws.suite("rules", OfflineReportWriter.layer)
