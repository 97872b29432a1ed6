import { DescribeTableCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb"
import { GetKeyRotationStatusCommand } from "@aws-sdk/client-kms"
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand
} from "@aws-sdk/client-s3"
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager"
import type { Clients } from "./Clients.ts"

/** A table as it is, in the words of `Resource.ts`. */
export const table = async ({ dynamo }: Pick<Clients, "dynamo">, TableName: string) => {
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }))
  const { TimeToLiveDescription } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName }))
  const keysOf = (schema: ReadonlyArray<{ AttributeName?: string | undefined }> = []) => ({
    partitionKey: schema[0]?.AttributeName,
    sortKey: schema[1]?.AttributeName
  })
  return {
    ...keysOf(Table?.KeySchema),
    ttlAttribute: TimeToLiveDescription?.AttributeName,
    indexes: (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema }) => ({
      name: IndexName,
      ...keysOf(KeySchema)
    })),
    stream: Table?.StreamSpecification?.StreamViewType,
    streamArn: Table?.LatestStreamArn,
    billing: Table?.BillingModeSummary?.BillingMode
  }
}

/** A bucket as it is. */
export const bucket = async ({ s3 }: Clients, Bucket: string) => {
  const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }))
  const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))
  const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }))
  const { PublicAccessBlockConfiguration = {} } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }))
  const { KMSMasterKeyID } = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault ?? {}
  return {
    key: KMSMasterKeyID,
    expireAfterDays: Rules.flatMap(({ Expiration }) => (Expiration?.Days === undefined ? [] : [Expiration.Days])),
    transitions: Rules.flatMap(({ Filter, Transitions = [] }) =>
      Transitions.map(({ Days, StorageClass }) => ({
        prefix: Filter?.Prefix,
        afterDays: Days,
        storageClass: StorageClass
      }))
    ),
    isVersioned: Status === "Enabled",
    isClosed: Object.values(PublicAccessBlockConfiguration).every(Boolean)
  }
}

/** Whether a key rotates; that it encrypts, every scenario shows. moto stumbles over DescribeKey where CloudFormation made the key. */
export const rotates = async ({ kms }: Clients, KeyId: string) =>
  (await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled

/** What a secret was born with. */
export const secret = async ({ secrets }: Clients, SecretId: string) =>
  (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? ""
