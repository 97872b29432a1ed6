import { join } from "node:path"
import * as Serenya from "../src/Serenya.ts"
import * as Stages from "../src/Stage.ts"
import { placeholders } from "./Placeholders.ts"

/** The templates of the dev stage into `<folder>/cdk.out`, without a build: what an emulator deploys. */
const [folder = ""] = process.argv.slice(2)
Serenya.make([Stages.dev], { bundles: placeholders(folder), outdir: join(folder, "cdk.out") }).synth()
