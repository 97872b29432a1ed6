import { App } from "aws-cdk-lib"
import { DataStack } from "./DataStack.ts"
import { EdgeStack } from "./EdgeStack.ts"
import { ServiceStack } from "./ServiceStack.ts"
import type { Stage } from "./Stage.ts"
import { TelemetryStack } from "./TelemetryStack.ts"

/** Behaviour of CDK that it keeps switched off for who deployed before it. */
const flags = {
  "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": true,
  "@aws-cdk/aws-apigateway:disableCloudWatchRole": true,
  "@aws-cdk/core:enablePartitionLiterals": true,
  "@aws-cdk/aws-kms:aliasNameRef": true,
  "@aws-cdk/aws-lambda:recognizeLayerVersion": true,
  "@aws-cdk/aws-lambda:recognizeVersionProps": true,
  "@aws-cdk/aws-iam:minimizePolicies": true
}

export interface Folders {
  /** Where `pnpm build` left one folder per function. */
  readonly bundles: string
  /** Where `synth` writes the cloud assembly. */
  readonly outdir: string
}

/** The stacks of each stage in one app. */
export const make = (stages: ReadonlyArray<Stage>, { bundles, outdir }: Folders): App => {
  const app = new App({ outdir, postCliContext: flags, analyticsReporting: false })
  for (const stage of stages) {
    const data = new DataStack(app, `serenya-${stage.name}-data`, stage)
    new ServiceStack(app, `serenya-${stage.name}-service`, { bundles, data, stage })
    new TelemetryStack(app, `serenya-${stage.name}-telemetry`, { key: data.key, stage })
    new EdgeStack(app, `serenya-${stage.name}-edge`, stage)
  }
  return app
}
