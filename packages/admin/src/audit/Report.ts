import { VerificationReport } from "@serenya/domain/audit/Finding"
import { trouble } from "@serenya/local/cli/Trouble"
import { Effect, Schema } from "effect"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"

const encodeReport = Schema.encodeSync(
  Schema.toCodecJson(VerificationReport.pipe(Schema.encodeKeys({ verifiedAt: "verified_at" })))
)

const lines =
  ({ checkpoints, covered, events, findings, newest, pending }: VerificationReport) =>
  (width: number) => [
    ...facts(
      [
        ["checkpoints", checkpoints],
        ["events", events],
        ["covered", covered],
        ["pending", pending],
        ["newest", newest ?? "none"],
        ["findings", findings.length]
      ],
      width
    ),
    ...findings.map(({ kind, what }) => `  ${kind}  ${what}`)
  ]

/** Tells what a verification came to, as lines or as one JSON object; fails, with exit code 1, on any finding. */
export const tell = Effect.fnUntraced(function* (report: VerificationReport, isJson: boolean) {
  yield* print(isJson, { object: encodeReport(report), lines: lines(report) })
  const { length } = report.findings
  if (length > 0) return yield* trouble(`The audit trail is not what was vouched for: ${length} finding(s).`)
})
