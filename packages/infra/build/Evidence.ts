import { isAnsweredBy, reasons } from "../src/Reasons.ts"
import type { Finding } from "./Findings.ts"

const controlsIn = (description: string): ReadonlyArray<string> =>
  /\(Control IDs?: (.*)\)\.?$/.exec(description)?.[1]?.split(", ") ?? []

const cell = (text: string) => text.replaceAll("|", "\\|")

const listed = (items: Iterable<string>) => [...new Set(items)].toSorted().join(", ")

/** What is left of a path once the stage is cut off. */
const resourceOf = ({ resource }: Finding) => resource.replace(/^serenya-(dev|prod)-/, "").replace(/\/Resource$/, "")

const shown = (resources: ReadonlyArray<string>): string => {
  const all = [...new Set(resources)].toSorted()
  return all.length > 3 ? `${all.slice(0, 3).join(", ")} and ${all.length - 3} more` : all.join(", ")
}

/** The page for an auditor: each rule that we do not follow to the letter, where, why, and what holds it. */
export const page = (findings: ReadonlyArray<Finding>): string =>
  [
    "# Evidence",
    "",
    "Written by `pnpm synth` from [`Reasons.ts`](../packages/infra/src/Reasons.ts); a test holds it up to date. cdk-nag's AwsSolutions",
    "and HIPAA Security packs and cfn-guard's Control Tower rules judge every stack of both stages. What follows is all that they",
    "object to; whatever is not listed here, they accept.",
    "",
    "| Rule | HIPAA control | Resource | Reason | Held by |",
    "| --- | --- | --- | --- | --- |",
    ...reasons.map((reason) => {
      const answered = findings.filter((finding) => isAnsweredBy(reason, finding))
      return `| ${[
        listed(reason.rules),
        listed(answered.flatMap(({ description }) => controlsIn(description))) || "–",
        shown(answered.map(resourceOf)),
        reason.reason,
        reason.heldBy
      ]
        .map(cell)
        .join(" | ")} |`
    }),
    ""
  ].join("\n")
