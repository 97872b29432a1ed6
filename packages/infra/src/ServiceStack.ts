import { AnalysisModel } from "@serenya/adapters-aws/resources/AnalysisModel"
import { StrandedChangesQueue } from "@serenya/adapters-aws/resources/StrandedChangesQueue"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { CfnOutput, Duration, Stack } from "aws-cdk-lib"
import type { IKey } from "aws-cdk-lib/aws-kms"
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
import * as Triggers from "./Triggers.ts"

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
    const failures = this.#queue("Failures", `serenya-${stage.name}-failures`, key)
    const stranded = this.#queue("StrandedChanges", `serenya-${stage.name}-stranded-changes`, key)
    const functions = Lambdas.deployAll(this, {
      stage,
      key,
      failures,
      bundles,
      resources: {
        ...data.resources,
        [AnalysisModel.env]: this.#model(stage),
        [StrandedChangesQueue.env]: { kind: "queue", name: stranded.queueUrl, arn: stranded.queueArn }
      }
    })

    // An imported bucket gets its notification from here; the data stack must not know the functions.
    Bucket.fromBucketAttributes(this, "TempFiles", { bucketArn: data.tempBucket.bucketArn }).addEventNotification(
      EventType.OBJECT_CREATED,
      new LambdaDestination(functions.process),
      { prefix: TempBucket.prefixes.incoming }
    )

    Triggers.deploy(this, functions, { stage, failures, streamArn: data.streamArn })

    const api = RestApi.deploy(this, functions, { key, stage })
    ApiFirewall.deploy(this, api.deploymentStage, stage)
    new CfnOutput(this, "ApiDomain", {
      value: `${api.restApiId}.execute-api.${stage.region}.${this.urlSuffix}`,
      description: "The origin that the edge stack is deployed with"
    })
  }

  /** What waits here is looked at by a person, within two weeks. */
  #queue(id: string, queueName: string, encryptionMasterKey: IKey) {
    return new Queue(this, id, {
      queueName,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14)
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
