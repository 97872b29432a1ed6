import { DescribeTimeToLiveCommand, UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb"
import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand
} from "@aws-sdk/client-s3"
import type { Clients } from "./Clients.ts"
import { at } from "./Template.ts"

/** One property that moto's CloudFormation reads past: whether a resource has it all the same, and how the API sets it. */
interface Property {
  isSet(clients: Clients, name: string): Promise<boolean>
  set(clients: Clients, name: string, value: unknown): Promise<unknown>
}

const answers = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => true,
    () => false
  )

const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** CloudFormation spells a rule flat where the API nests it. */
const lifecycleRule = (rule: unknown): LifecycleRule => {
  const { AbortIncompleteMultipartUpload, ExpirationInDays, Prefix = "", Status, Transitions } = Object(rule)
  return {
    Status,
    Filter: { Prefix },
    ...(ExpirationInDays === undefined ? {} : { Expiration: { Days: ExpirationInDays } }),
    ...(AbortIncompleteMultipartUpload === undefined ? {} : { AbortIncompleteMultipartUpload }),
    ...(Transitions === undefined
      ? {}
      : {
          Transitions: list(Transitions).map((one) => ({
            Days: Object(one).TransitionInDays,
            StorageClass: Object(one).StorageClass
          }))
        })
  }
}

/** By type and name of the property. */
export const properties: Readonly<Record<string, Property>> = {
  "AWS::S3::Bucket LifecycleConfiguration": {
    isSet: ({ s3 }, Bucket) => answers(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
    set: ({ s3 }, Bucket, value) =>
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: { Rules: list(at(value, "Rules")).map(lifecycleRule) }
        })
      )
  },
  "AWS::S3::Bucket VersioningConfiguration": {
    isSet: async ({ s3 }, Bucket) => (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status !== undefined,
    set: ({ s3 }, Bucket, value) =>
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: Object(value) }))
  },
  "AWS::S3::Bucket PublicAccessBlockConfiguration": {
    isSet: ({ s3 }, Bucket) => answers(s3.send(new GetPublicAccessBlockCommand({ Bucket }))),
    set: ({ s3 }, Bucket, value) =>
      s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: Object(value) }))
  },
  "AWS::DynamoDB::Table TimeToLiveSpecification": {
    isSet: async ({ dynamo }, TableName) =>
      (await dynamo.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription?.TimeToLiveStatus ===
      "ENABLED",
    set: ({ dynamo }, TableName, value) =>
      dynamo.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: Object(value) }))
  }
}
