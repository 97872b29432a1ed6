/** A DynamoDB table as data: what the adapter reads, what the local stack creates, what CDK deploys and IAM grants. */
export interface Table {
  /** The environment variable that holds the table's name. */
  readonly env: string
  readonly partitionKey: string
  readonly sortKey: string
  readonly ttlAttribute: string
  readonly indexes: ReadonlyArray<{ readonly name: string; readonly partitionKey: string; readonly sortKey: string }>
}

/** An S3 bucket as data, or a part of one: a prefix for each kind of object. */
export interface Bucket {
  readonly env: string
  readonly prefixes: Readonly<Record<string, string>>
  readonly expireAfterDays: number
  /** What is written stays readable as it was, also when somebody overwrites or deletes it. */
  readonly isEvidence?: boolean
  /** When what stands under a prefix moves to a cheaper class; nothing else ever does. */
  readonly transitions?: ReadonlyArray<{
    readonly prefix: string
    readonly afterDays: number
    readonly storageClass: "STANDARD_IA" | "GLACIER_IR"
  }>
}

/** An SQS queue. Its environment variable holds the queue's URL. */
export interface Queue {
  readonly env: string
}

/** A customer-managed KMS key. */
export interface Key {
  readonly env: string
}

/** A secret in Secrets Manager. */
export interface Secret {
  readonly env: string
}

/** A model on Bedrock. */
export interface Model {
  readonly env: string
}

/** What one adapter does to one resource: the source of each function's IAM policy. */
export interface Needs {
  readonly resource: Table | Bucket | Queue | Key | Secret | Model
  readonly actions: ReadonlyArray<string>
  /** The index of a table that is read, and nothing else of it. */
  readonly index?: string
  /** What S3 does in the caller's name with the key that encrypts a bucket's objects. */
  readonly encryption?: ReadonlyArray<"kms:Decrypt" | "kms:GenerateDataKey">
}
