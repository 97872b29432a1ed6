import { AnalysisModel } from "@serenya/adapters-aws/resources/AnalysisModel"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { CfnOutput, Duration, Stack } from "aws-cdk-lib"
import { Rule, Schedule } from "aws-cdk-lib/aws-events"
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets"
import { Bucket, EventType } from "aws-cdk-lib/aws-s3"
import { LambdaDestination } from "aws-cdk-lib/aws-s3-notifications"
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs"
import type { Construct } from "constructs"
import * as ApiFirewall from "./ApiFirewall.ts"
import type { DataStack } from "./DataStack.ts"
import type { Deployed } from "./Grants.ts"
import * as Lambdas from "./Lambdas.ts"
import * as RestApi from "./RestApi.ts"
import type { Stage } from "./Stage.ts"

interface ServiceProps {
  readonly stage: Stage
  readonly data: DataStack
  readonly bundles: string
}

/** What can be deployed anew at any time, for nothing is kept in it: functions, the API, queues. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, data, stage }: ServiceProps) {
    super(scope, id, { env: { region: stage.region }, description: `Serenya ${stage.name}: functions and API` })
    const { key } = data
    const failures = new Queue(this, "Failures", {
      queueName: `serenya-${stage.name}-failures`,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14)
    })
    const functions = Lambdas.deployAll(this, {
      stage,
      key,
      failures,
      bundles,
      resources: { ...data.resources, [AnalysisModel.env]: this.#model(stage) }
    })

    // An imported bucket gets its notification from here; the data stack must not know the functions.
    Bucket.fromBucketAttributes(this, "TempFiles", { bucketArn: data.tempBucket.bucketArn }).addEventNotification(
      EventType.OBJECT_CREATED,
      new LambdaDestination(functions.process),
      { prefix: TempBucket.prefixes.incoming }
    )

    // What is still due then, the next run finds: none is tried twice.
    new Rule(this, "Reconcile", {
      ruleName: `serenya-${stage.name}-reconcile`,
      description: "Asks the app stores about purchases whose time has come",
      schedule: Schedule.rate(Duration.minutes(15)),
      targets: [new LambdaFunction(functions.reconcile, { retryAttempts: 0 })]
    })

    const api = RestApi.deploy(this, functions, { key, stage })
    ApiFirewall.deploy(this, api.deploymentStage, stage)
    new CfnOutput(this, "ApiDomain", {
      value: `${api.restApiId}.execute-api.${stage.region}.${this.urlSuffix}`,
      description: "The origin that the edge stack is deployed with"
    })
  }

  #model({ model: { foundation, profile, regions }, region }: Stage): Deployed {
    const { account, partition } = this
    return {
      kind: "model",
      name: profile,
      arns: [
        `arn:${partition}:bedrock:${region}:${account}:inference-profile/${profile}`,
        ...regions.map((name) => `arn:${partition}:bedrock:${name}::foundation-model/${foundation}`)
      ]
    }
  }
}
