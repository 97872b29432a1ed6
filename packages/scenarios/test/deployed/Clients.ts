import { CloudFormationClient } from "@aws-sdk/client-cloudformation"
import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { IAMClient } from "@aws-sdk/client-iam"
import { KMSClient } from "@aws-sdk/client-kms"
import { LambdaClient } from "@aws-sdk/client-lambda"
import { S3Client } from "@aws-sdk/client-s3"
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager"
import { SQSClient } from "@aws-sdk/client-sqs"

export const region = "eu-west-1"

/** Who deploys and looks on; never a function. */
export const operator = "operator"

/** The AWS that a deployment calls, as who deploys. */
export const make = (endpoint: string) => {
  const settings = { region, endpoint, credentials: { accessKeyId: operator, secretAccessKey: operator } }
  return {
    cloudFormation: new CloudFormationClient(settings),
    dynamo: new DynamoDBClient(settings),
    iam: new IAMClient(settings),
    kms: new KMSClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    secrets: new SecretsManagerClient(settings),
    sqs: new SQSClient(settings)
  }
}
export type Clients = ReturnType<typeof make>
