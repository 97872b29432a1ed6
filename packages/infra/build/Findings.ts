import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** What a rule that others wrote has against one of our resources. */
export interface Finding {
  /** Such as `HIPAA.Security-LambdaDLQ`; what a rule adds in brackets is cut off. */
  readonly rule: string
  /** The path of the construct. */
  readonly resource: string
  readonly description: string
}

interface Report {
  readonly pluginReports: ReadonlyArray<{
    readonly pluginName: string
    readonly violations?: ReadonlyArray<{
      readonly ruleName: string
      readonly description: string
      readonly violatingConstructs?: ReadonlyArray<{ readonly constructPath?: string }>
    }>
  }>
}

const plugins = 3

const findingsIn = ({ pluginReports }: Report): ReadonlyArray<Finding> =>
  pluginReports.flatMap(({ violations = [] }) =>
    violations.flatMap(({ description, ruleName, violatingConstructs = [] }) =>
      violatingConstructs.map(({ constructPath = "" }) => ({
        rule: ruleName.replace(/\[.*$/s, ""),
        resource: constructPath,
        description
      }))
    )
  )

/**
 * What cdk-nag's AwsSolutions and HIPAA Security packs, and the Control Tower rules that cfn-guard carries, object to in
 * all stacks of both stages. Fails where one of the three did not run.
 */
export const judge = (bundles: string): ReadonlyArray<Finding> => {
  const outdir = mkdtempSync(join(tmpdir(), "serenya-findings-"))
  try {
    const { stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "judged.ts"), bundles, outdir], {
      encoding: "utf8",
      maxBuffer: 2 ** 28
    })
    const path = join(outdir, "validation-report.json")
    if (!existsSync(path)) throw new Error(`The stacks were not judged:\n${stderr}`)
    const report: Report = JSON.parse(readFileSync(path, "utf8"))
    if (report.pluginReports.length !== plugins) {
      throw new Error(`Only ${report.pluginReports.map(({ pluginName }) => pluginName).join(", ")} judged the stacks`)
    }
    return findingsIn(report)
  } finally {
    rmSync(outdir, { recursive: true })
  }
}
