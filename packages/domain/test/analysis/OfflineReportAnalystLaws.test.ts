import * as OfflineReportAnalyst from "../../src/analysis/OfflineReportAnalyst.ts"
import * as ReportAnalystLaws from "../../testing/ReportAnalystLaws.ts"

ReportAnalystLaws.suite("offline rules", OfflineReportAnalyst.layer)
