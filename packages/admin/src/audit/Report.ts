import { VerificationReport } from "@serenya/domain/audit/Finding"
import { trouble } from "@serenya/local/cli/Trouble"
import { Console, Effect, Schema } from "effect"

const encodeReport = Schema.encodeSync(
  Schema.toCodecJson(VerificationReport.pipe(Schema.encodeKeys({ verifiedAt: "verified_at" })))
)

const lines = ({ checkpoints, covered, events, findings, newest, pending }: VerificationReport) => [
  `checkpoints  ${checkpoints}`,
  `events       ${events}`,
  `covered      ${covered}`,
  `pending      ${pending}`,
  `newest       ${newest ?? "none"}`,
  `findings     ${findings.length}`,
  ...findings.map(({ kind, what }) => `  ${kind}  ${what}`)
]

/** Tells what a verification came to, as lines or as one JSON object; fails, with exit code 1, on any finding. */
export const tell = Effect.fnUntraced(function* (report: VerificationReport, isJson: boolean) {
  yield* Console.log(isJson ? JSON.stringify(encodeReport(report)) : lines(report).join("\n"))
  const { length } = report.findings
  if (length > 0) return yield* trouble(`The audit trail is not what was vouched for: ${length} finding(s).`)
})
