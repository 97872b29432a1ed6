import { Stack } from "aws-cdk-lib"
import type { IKey } from "aws-cdk-lib/aws-kms"
import type { Construct } from "constructs"
import type { Stage } from "./Stage.ts"
import * as Alarms from "./telemetry/Alarms.ts"
import * as Dashboards from "./telemetry/Dashboards.ts"
import * as Topics from "./telemetry/Topics.ts"

/** What looks at the service: dashboards and alarms. Knows everything it looks at by name, so it can be deployed alone. */
export class TelemetryStack extends Stack {
  constructor(scope: Construct, id: string, { key, stage }: { readonly key: IKey; readonly stage: Stage }) {
    super(scope, id, { env: { region: stage.region }, description: `Serenya ${stage.name}: dashboards and alarms` })
    const tempBucket = `serenya-temp-files-${stage.name}-${this.account}`
    const eventsBucket = `serenya-events-${stage.name}-${this.account}`
    Alarms.deploy(this, stage, Topics.deploy(this, stage, key), tempBucket)
    Dashboards.deploy(this, stage, { tempBucket, eventsBucket })
  }
}
