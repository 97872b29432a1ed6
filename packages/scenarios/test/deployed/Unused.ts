/** A grant that no scenario makes use of, and who needs it all the same. */
export interface Unused {
  /** Whose; all that have it without a name. */
  readonly functions?: ReadonlyArray<string>
  /** As `Permissions.ts` spells grants. */
  readonly grants: ReadonlyArray<string>
  readonly reason: string
  /** Whether a run comes to it depends on who is faster; else it never does. */
  readonly met?: "by chance"
}

const model = "anthropic.claude-haiku-4-5-20251001-v1:0"
const regions = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"]

/** Lines that nothing needs fail: what is used after all, or granted no more, is struck out here. */
export const unused: ReadonlyArray<Unused> = [
  {
    grants: ["logs:CreateLogStream logs", "logs:PutLogEvents logs"],
    reason: "Lambda's runtime writes the function's log in its name"
  },
  {
    functions: ["process"],
    grants: regions.map((region) => `bedrock:InvokeModel arn:aws:bedrock:${region}::foundation-model/${model}`),
    reason: "Bedrock sends what an inference profile is asked to a model of one of these regions, in the caller's name"
  },
  {
    functions: ["stream-processor"],
    grants: [
      "dynamodb:DescribeStream USER_TABLE stream",
      "dynamodb:GetRecords USER_TABLE stream",
      "dynamodb:GetShardIterator USER_TABLE stream",
      "dynamodb:ListStreams *"
    ],
    reason: "Lambda reads the stream in the function's name; here the test does"
  },
  {
    functions: ["process", "stream-processor"],
    grants: ["sqs:SendMessage USER_TABLE-failures"],
    reason: "Lambda puts there, in the function's name, what the function gave up"
  },
  {
    functions: ["auth"],
    grants: ["kms:Decrypt MASTER_KEY"],
    reason: "one container made the keys of everybody here, and holds them; another one opens them",
    met: "by chance"
  },
  {
    functions: ["chat-messages", "doctor-report"],
    grants: ["dynamodb:DeleteItem USER_TABLE"],
    reason: "an Idempotency-Key is given up again where its request ended in an outage",
    met: "by chance"
  },
  {
    functions: ["erasure-resume", "user-profile"],
    grants: ["s3:ListBucket EVENTS_BUCKET"],
    reason: "S3 says that an entry of the erasure ledger is not there, instead of forbidding to look"
  },
  {
    functions: ["reconcile"],
    grants: [
      "kms:Decrypt MASTER_KEY by s3",
      "s3:GetObject EVENTS_BUCKET/erasures/*",
      "s3:ListBucket EVENTS_BUCKET",
      "secretsmanager:GetSecretValue ERASURE_LEDGER_SECRET"
    ],
    reason:
      "the book of purchases looks up who was forgotten before somebody takes a line; the clock takes none, but shares the book"
  },
  {
    functions: ["subscriptions"],
    grants: ["secretsmanager:GetSecretValue APP_STORE_KEY_SECRET"],
    reason: "the App Store is asked where a line is first heard of after its end"
  },
  {
    functions: ["subscriptions"],
    grants: ["kms:Decrypt MASTER_KEY by s3"],
    reason: "S3 opens an entry of the erasure ledger, where somebody shows the purchase of who was forgotten"
  },
  {
    functions: ["process"],
    grants: ["s3:DeleteObject TEMP_BUCKET/claims/*", "s3:DeleteObject TEMP_BUCKET/outgoing/*"],
    reason: "a run that meets a cleanup or an erasure takes away what it made",
    met: "by chance"
  },
  {
    functions: ["upload"],
    grants: ["s3:DeleteObject TEMP_BUCKET/claims/*"],
    reason: "a retry that meets a cleanup takes its claim away again",
    met: "by chance"
  }
]
