import { CfnGuardValidator } from "@cdklabs/cdk-validator-cfnguard"
import { Validations } from "aws-cdk-lib"
import { AwsSolutionsChecks, HIPAASecurityChecks } from "cdk-nag"
import * as Serenya from "../src/Serenya.ts"
import * as Stages from "../src/Stage.ts"

/** The assembly as `Findings.ts` wants it judged: a process of its own, since CDK says each finding aloud and throws in the end. */
const [bundles = "", outdir = ""] = process.argv.slice(2)
const app = Serenya.make([Stages.dev, Stages.prod], { bundles, outdir })
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app), new CfnGuardValidator())
app.synth()
