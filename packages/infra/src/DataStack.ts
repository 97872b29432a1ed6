import { AuditCheckpointSecret } from "@serenya/adapters-aws/resources/AuditCheckpointSecret"
import { AuditEvents } from "@serenya/adapters-aws/resources/AuditObjects"
import { EmailIndexSecret } from "@serenya/adapters-aws/resources/EmailIndexSecret"
import { ErasureLedgerSecret } from "@serenya/adapters-aws/resources/ErasureLedgerSecret"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { PageCursorSecret } from "@serenya/adapters-aws/resources/PageCursorSecret"
import type * as Resource from "@serenya/adapters-aws/resources/Resource"
import { AppStoreKeySecret, PlayKeySecret } from "@serenya/adapters-aws/resources/StoreKeySecrets"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { TokenSecret } from "@serenya/adapters-aws/resources/TokenSecret"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib"
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption
} from "aws-cdk-lib/aws-dynamodb"
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam"
import { Key } from "aws-cdk-lib/aws-kms"
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, StorageClass } from "aws-cdk-lib/aws-s3"
import { Secret } from "aws-cdk-lib/aws-secretsmanager"
import type { Construct } from "constructs"
import type { Deployed } from "./Grants.ts"
import * as OriginSecret from "./OriginSecret.ts"
import type { Stage } from "./Stage.ts"

const stringKey = (name: string) => ({ name, type: AttributeType.STRING })

/** What outlives the service: the key, the table, the buckets and the secrets. In production nothing here goes with its stack. */
export class DataStack extends Stack {
  readonly key: Key
  readonly streamArn: string
  readonly tempBucket: Bucket
  readonly resources: Readonly<Record<string, Deployed>>
  readonly #removal: RemovalPolicy

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      env: { region: stage.region },
      description: `Serenya ${stage.name}: key, table, buckets, secrets`,
      terminationProtection: stage.isProtected
    })
    this.#removal = stage.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY

    this.key = this.#masterKey(stage)
    const table = this.#userTable(stage)
    const worked = this.#workedOn(table, stage)
    this.streamArn = worked.streamArn
    const logs = this.#bucket("AccessLogs", `serenya-access-logs-${stage.name}-${this.account}`, {
      prefixes: {},
      env: "",
      expireAfterDays: 365
    })
    this.tempBucket = this.#bucket("TempFiles", `serenya-temp-files-${stage.name}-${this.account}`, TempBucket, logs)
    const events = this.#bucket(
      "Events",
      `serenya-events-${stage.name}-${this.account}`,
      { ...EventsBucket, transitions: AuditEvents.transitions },
      logs
    )

    this.resources = {
      [MasterKey.env]: { kind: "key", name: this.key.keyArn, arn: this.key.keyArn },
      [UserTable.env]: worked,
      [TempBucket.env]: bucketOf(this.tempBucket),
      [EventsBucket.env]: bucketOf(events),
      [TokenSecret.env]: this.#keySecret("TokenSecret", `serenya/${stage.name}/access-token`),
      [PageCursorSecret.env]: this.#keySecret("PageCursorSecret", `serenya/${stage.name}/page-cursor`),
      [EmailIndexSecret.env]: this.#keySecret("EmailIndexSecret", `serenya/${stage.name}/email-index`),
      [ErasureLedgerSecret.env]: this.#keySecret("ErasureLedgerSecret", `serenya/${stage.name}/erasure-ledger`),
      [AuditCheckpointSecret.env]: this.#keySecret("AuditCheckpointSecret", `serenya/${stage.name}/audit-checkpoint`),
      [AppStoreKeySecret.env]: this.#givenSecret("AppStoreKeySecret", `serenya/${stage.name}/app-store-key`),
      [PlayKeySecret.env]: this.#givenSecret("PlayKeySecret", `serenya/${stage.name}/play-key`)
    }
    this.#originSecret(stage)
    for (const [env, { name }] of Object.entries(this.resources)) {
      new CfnOutput(this, `Name${env.replaceAll("_", "")}`, { value: name, description: env })
    }
  }

  #masterKey(stage: Stage) {
    const key = new Key(this, "MasterKey", {
      alias: `alias/serenya-${stage.name}`,
      description: "Wraps the data keys of people; encrypts objects, secrets and logs",
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: this.#removal
    })
    // A grant would outlive what it was given for: only AWS services may make one.
    key.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ["kms:CreateGrant"],
        resources: ["*"],
        conditions: { BoolIfExists: { "kms:GrantIsForAWSResource": "false", "aws:PrincipalIsAWSService": "false" } }
      })
    )
    key.grantEncryptDecrypt(new ServicePrincipal(`logs.${stage.region}.amazonaws.com`))
    // Alarms speak through topics that the key encrypts.
    key.grantEncryptDecrypt(new ServicePrincipal("cloudwatch.amazonaws.com"))
    return key
  }

  #userTable(stage: Stage) {
    const table = new Table(this, "UserTable", {
      tableName: `serenya-${stage.name}`,
      partitionKey: stringKey(UserTable.partitionKey),
      sortKey: stringKey(UserTable.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: UserTable.ttlAttribute,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: stage.isProtected },
      deletionProtection: stage.isProtected,
      removalPolicy: this.#removal
    })
    for (const { name, partitionKey, sortKey } of UserTable.indexes) {
      table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: stringKey(partitionKey),
        sortKey: stringKey(sortKey),
        projectionType: ProjectionType.ALL
      })
    }
    return table
  }

  /** The stage's own table, which stays whatever happens, or the copy that it was pointed at. */
  #workedOn(table: Table, { restoredTable: restored }: Stage) {
    const { account, partition, region } = this
    if (restored === undefined) {
      // The stream is asked for above, so there is one.
      return {
        kind: "table" as const,
        name: table.tableName,
        arn: table.tableArn,
        streamArn: table.tableStreamArn ?? ""
      }
    }
    const arn = `arn:${partition}:dynamodb:${region}:${account}:table/${restored.name}`
    return { kind: "table" as const, name: restored.name, arn, streamArn: restored.streamArn }
  }

  /** Server access logs must be encrypted by S3 itself: the log delivery has no use of a key of ours. */
  #bucket(
    id: string,
    bucketName: string,
    { expireAfterDays, isEvidence = false, transitions = [] }: Resource.Bucket,
    logs?: Bucket
  ) {
    return new Bucket(this, id, {
      bucketName,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: isEvidence,
      ...(logs === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : {
            encryption: BucketEncryption.KMS,
            encryptionKey: this.key,
            bucketKeyEnabled: true,
            serverAccessLogsBucket: logs,
            serverAccessLogsPrefix: `${id}/`
          }),
      lifecycleRules: [
        {
          expiration: Duration.days(expireAfterDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1)
        },
        ...transitions.map(({ afterDays, prefix, storageClass }) => ({
          prefix,
          transitions: [{ transitionAfter: Duration.days(afterDays), storageClass: storageClasses[storageClass] }]
        }))
      ],
      removalPolicy: this.#removal
    })
  }

  /** Read by CloudFormation alone, here and, as a replica, where CloudFront's stack stands. */
  #originSecret(stage: Stage) {
    return new Secret(this, "OriginSecret", {
      secretName: OriginSecret.nameOf(stage),
      encryptionKey: this.key,
      generateSecretString: generated,
      replicaRegions: [{ region: "us-east-1" }],
      removalPolicy: this.#removal
    })
  }

  /** Born with nothing of use in it: an operator puts there what somebody else made. */
  #givenSecret(id: string, secretName: string): Deployed {
    const secret = new Secret(this, id, { secretName, encryptionKey: this.key, removalPolicy: this.#removal })
    return { kind: "secret", name: secret.secretArn, arn: secret.secretArn }
  }

  /** Born with a random key in it: 64 letters and digits are base64 of 48 bytes. */
  #keySecret(id: string, secretName: string): Deployed {
    const secret = new Secret(this, id, {
      secretName,
      encryptionKey: this.key,
      generateSecretString: generated,
      removalPolicy: this.#removal
    })
    return { kind: "secret", name: secret.secretArn, arn: secret.secretArn }
  }
}

const generated = {
  secretStringTemplate: "{}",
  generateStringKey: "key",
  excludePunctuation: true,
  passwordLength: 64
}

const storageClasses = {
  STANDARD_IA: StorageClass.INFREQUENT_ACCESS,
  GLACIER_IR: StorageClass.GLACIER_INSTANT_RETRIEVAL
} as const

const bucketOf = ({ bucketArn, bucketName }: Bucket): Deployed => ({
  kind: "bucket",
  name: bucketName,
  arn: bucketArn
})
