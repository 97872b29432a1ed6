import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { functions } from "../src/FunctionCatalogue.ts"
import * as Reasons from "../src/Reasons.ts"
import * as Serenya from "../src/Serenya.ts"
import * as Stages from "../src/Stage.ts"
import * as Cost from "./Cost.ts"
import * as Evidence from "./Evidence.ts"
import * as Findings from "./Findings.ts"

const root = join(import.meta.dirname, "..")
const bundles = join(root, "../handlers/dist")
const outdir = join(root, "cdk.out")

const unbuilt = Object.keys(functions).filter((name) => !existsSync(join(bundles, name, "index.mjs")))
if (unbuilt.length > 0) {
  console.error(`No bundle of ${unbuilt.join(", ")}: run \`pnpm build\` first.`)
  process.exit(1)
}

Serenya.make([Stages.dev, Stages.prod], { bundles, outdir }).synth()
console.log(`templates of dev and prod in ${outdir}`)

writeFileSync(Cost.pagePath, Cost.pageOf(outdir))
console.log("what a month costs in docs/COST.md")

const findings = Findings.judge(bundles)
writeFileSync(join(root, "../../docs/EVIDENCE.md"), Evidence.page(findings))
console.log(`${findings.length} findings, each with a reason in docs/EVIDENCE.md, unless named here:`)

const objections = [
  ...Reasons.unexplained(findings).map(
    ({ description, resource, rule }) => `no reason for ${rule} at ${resource}: ${description}`
  ),
  ...Reasons.spent(findings).map((reason) => `a reason that nothing needs: ${reason}`)
]
objections.forEach((objection) => console.error(objection))
process.exitCode = objections.length > 0 ? 1 : 0
