/** Why a finding stands: what the rule asks for, where, why we do otherwise, and what shows that it holds. */
export interface Reason {
  readonly rules: ReadonlyArray<string>
  readonly resource: RegExp
  readonly reason: string
  /** A test, or the file that makes it so. */
  readonly heldBy: string
}

const lambdas = /-service\/[a-z-]+\/Resource$/
const called = /-service\/(audit-checkpoint|erasure-resume|reconcile|stream-processor)\/Resource$/
const answering = /-service\/(?!audit-checkpoint|erasure-resume|reconcile|stream-processor)[a-z-]+\/Resource$/
const cdkHandlers = /BucketNotificationsHandler|TempFiles\/Notifications/
const stacks = "packages/infra/test/Stacks.test.ts"

/** All of them. A finding without a reason fails `pnpm synth`, and so does a reason without a finding. */
export const reasons: ReadonlyArray<Reason> = [
  {
    rules: ["AwsSolutions-COG4"],
    resource: /-service\/Api\//,
    reason:
      "Sign-in is Google's or Apple's; our own authorizer checks our own tokens and the session behind them on every protected route.",
    heldBy: stacks
  },
  {
    rules: ["AwsSolutions-APIG4"],
    resource: /\/(auth\/(oauth-onboarding|oauth-signin|refresh|apple\/events)|subscriptions\/(tiers|webhook)|health)\//,
    reason:
      "What comes before a token exists: sign-in, sign-up, renewal by refresh token, a provider's or a store's signed event, the tier table and the health check. Each proves its caller by other means, or shows nobody's data.",
    heldBy: "packages/local/test/routes/Credentials.test.ts"
  },
  {
    rules: ["AwsSolutions-APIG2"],
    resource: /-service\/Api\/Resource$/,
    reason:
      "Every method demands its path parameters through a validator. Bodies are judged by the schema of the API's definition in the function, which lists each offending field; a second copy at the gateway would be another truth.",
    heldBy: "packages/local/test/routes/MassAssignment.test.ts"
  },
  {
    rules: ["AwsSolutions-SMG4", "HIPAA.Security-SecretsManagerRotationEnabled"],
    resource: /-data\/(TokenSecret|PageCursorSecret)\//,
    reason: "An operator's command rotates it, and both versions are accepted for twenty minutes.",
    heldBy: "packages/adapters-aws/test/keys"
  },
  {
    rules: ["AwsSolutions-SMG4", "HIPAA.Security-SecretsManagerRotationEnabled"],
    resource: /-data\/(EmailIndexSecret|ErasureLedgerSecret|AuditCheckpointSecret)\//,
    reason:
      "What is stored is found, or judged, by it: guards, entries of the ledger, checkpoints. Rotated, none would be again.",
    heldBy: "packages/domain/src/keys/SecretKeys.ts"
  },
  {
    rules: ["AwsSolutions-SMG4", "HIPAA.Security-SecretsManagerRotationEnabled"],
    resource: /-data\/(AppStoreKeySecret|PlayKeySecret)\//,
    reason: "Only Apple and Google make such a key. One that an operator puts in its place counts within five minutes.",
    heldBy: "packages/adapters-aws/test/subscriptions/StoreCredentials.test.ts"
  },
  {
    rules: ["AwsSolutions-SMG4", "HIPAA.Security-SecretsManagerRotationEnabled"],
    resource: /-data\/OriginSecret\//,
    reason: "CloudFront and the API's firewall read it when they are deployed: it changes with a deployment of both.",
    heldBy: stacks
  },
  {
    rules: ["AwsSolutions-IAM5"],
    resource: /-policy\/Resource$/,
    reason:
      "Object keys begin with one prefix of one bucket and end in a name that nobody knows before. Listing streams takes no resource.",
    heldBy: stacks
  },
  {
    rules: ["AwsSolutions-IAM4", "HIPAA.Security-IAMNoInlinePolicy", "lambda_inside_vpc_check"],
    resource: cdkHandlers,
    reason:
      "CDK's own helper, which runs while the stack is deployed to set the bucket's notification, and never else.",
    heldBy: "packages/infra/src/ServiceStack.ts"
  },
  {
    rules: ["AwsSolutions-IAM4"],
    resource: /-service\/Api\/CloudWatchRole\//,
    reason: "API Gateway writes its logs by the policy that AWS keeps for it; one role for the account.",
    heldBy: "packages/infra/src/RestApi.ts"
  },
  {
    rules: ["HIPAA.Security-LambdaInsideVPC", "lambda_inside_vpc_check"],
    resource: lambdas,
    reason:
      "The functions call AWS services, the app stores and the identity providers' public keys, all over TLS with signed requests; a VPC would add a NAT gateway to guard, and no data that it could keep in.",
    heldBy: "../shared/SPEC.md, 6"
  },
  {
    rules: ["HIPAA.Security-LambdaDLQ"],
    resource: answering,
    reason:
      "It answers somebody who waits: a failure is in the answer, and no event is left to be kept. The function that S3 calls has its queue.",
    heldBy: stacks
  },
  {
    rules: ["HIPAA.Security-LambdaDLQ"],
    resource: called,
    reason:
      "What the clock's call could not do, the next one finds still due. What the stream's reader gives up goes to the queue of failures by the mapping.",
    heldBy: stacks
  },
  {
    rules: ["HIPAA.Security-APIGWCacheEnabledAndEncrypted"],
    resource: /DeploymentStage/,
    reason: "Every answer is somebody's own: none may be kept by the gateway.",
    heldBy: stacks
  },
  {
    rules: ["HIPAA.Security-APIGWSSLEnabled"],
    resource: /DeploymentStage/,
    reason:
      "A client certificate is for HTTP backends. Lambda is called by IAM, with a permission that names this API.",
    heldBy: "packages/infra/src/RestApi.ts"
  },
  {
    rules: ["HIPAA.Security-WAFv2LoggingEnabled"],
    resource: /-service\/ApiFirewall$/,
    reason:
      "It asks one question, did this come through CloudFront, whose firewall logs. Its own metric counts the rest.",
    heldBy: "packages/infra/src/ApiFirewall.ts"
  },
  {
    rules: ["HIPAA.Security-IAMNoInlinePolicy"],
    resource: /-service\/process-role\//,
    reason: "CDK adds the right to its dead-letter queue by itself.",
    heldBy: "packages/infra/src/Lambdas.ts"
  },
  {
    rules: ["HIPAA.Security-S3BucketReplicationEnabled"],
    resource: /-(data|edge)\//,
    reason:
      "Reports live two days and logs prove nothing alone; both stay in one region. A second copy of what must be forgotten would have to be forgotten twice.",
    heldBy: "../shared/SPEC.md, 5"
  },
  {
    rules: ["HIPAA.Security-S3BucketVersioningEnabled", "s3_bucket_versioning_enabled_check"],
    resource: /\/(TempFiles|AccessLogs)\//,
    reason: "A deleted report must be gone, not an older version. Logs are written once, under names of their own.",
    heldBy: "packages/domain/testing/JobStoreLaws.ts"
  },
  {
    rules: ["s3_bucket_object_lock_enabled_check"],
    resource: /-(data|edge)\//,
    reason:
      "Reports must be deletable, and logs expire. Evidence is versioned and written once on condition that nothing stands there.",
    heldBy: "packages/domain/testing/ErasureLedgerLaws.ts"
  },
  {
    rules: ["s3_event_notifications_enabled_check"],
    resource: /-(data|edge)\//,
    reason:
      "Reports notify the function that reads them, from the service's stack. Nothing waits for the other objects.",
    heldBy: stacks
  },
  {
    rules: [
      "HIPAA.Security-S3DefaultEncryptionKMS",
      "s3_bucket_default_encryption_kms_check",
      "s3_bucket_logging_enabled_check",
      "HIPAA.Security-S3BucketLoggingEnabled",
      "AwsSolutions-S1"
    ],
    resource: /\/AccessLogs\//,
    reason: "Log delivery has no use of a key of ours, and a log of who wrote a log would log itself.",
    heldBy: "packages/infra/src/DataStack.ts"
  },
  {
    rules: ["HIPAA.Security-DynamoDBInBackupPlan"],
    resource: /UserTable/,
    reason:
      "Production recovers to any second of 35 days. A longer backup would hold the erased, against what they were promised.",
    heldBy: stacks
  },
  {
    rules: ["HIPAA.Security-DynamoDBPITREnabled", "AwsSolutions-DDB3", "dynamodb_table_pitr_enabled_check"],
    resource: /^serenya-dev-data\/UserTable/,
    reason: "Development holds invented people.",
    heldBy: stacks
  },
  {
    rules: ["cloudwatch_log_group_retention_period_check"],
    resource: /^serenya-dev-/,
    reason: "Development keeps its logs for a week.",
    heldBy: "packages/infra/src/Stage.ts"
  },
  {
    rules: ["cloudwatch_log_group_encrypted_check", "sqs_queue_encrypted_check"],
    resource: /-service\//,
    reason: "Encrypted by the master key; the rule does not see a key that another stack exports.",
    heldBy: stacks
  },
  {
    rules: ["cloudwatch_log_group_encrypted_check", "HIPAA.Security-CloudWatchLogGroupEncrypted"],
    resource: /-edge\/FirewallLog\//,
    reason: "The master key is in another region; the token and the query are struck out before anything is logged.",
    heldBy: stacks
  },
  {
    rules: ["lambda_function_public_access_prohibited_check"],
    resource: /-service\//,
    reason: "Each permission names the API or bucket that may call; the rule reads no ARN that is put together.",
    heldBy: stacks
  },
  {
    rules: ["sqs_dlq_check", "AwsSolutions-SQS3"],
    resource: /-service\/(Failures|StrandedChanges)\//,
    reason: "What waits there waits for a person: nothing reads it that could fail.",
    heldBy: "packages/infra/src/ServiceStack.ts"
  },
  {
    rules: ["cloudfront_default_root_object_configured_check"],
    resource: /Distribution/,
    reason: "It serves an API; its root is a 404.",
    heldBy: "packages/infra/src/EdgeStack.ts"
  },
  {
    rules: ["cloudfront_origin_failover_enabled_check"],
    resource: /Distribution/,
    reason: "There is one origin: the API in one region.",
    heldBy: "packages/infra/src/EdgeStack.ts"
  },
  {
    rules: [
      "cloudfront_custom_ssl_certificate_check",
      "cloudfront_sni_enabled_check",
      "cloudfront_security_policy_check",
      "AwsSolutions-CFR4"
    ],
    resource: /Distribution/,
    reason:
      "The apps call CloudFront's own name, whose certificate is AWS's; a name of ours is a setting away once its zone exists.",
    heldBy: "packages/infra/src/EdgeStack.ts"
  },
  {
    rules: ["AwsSolutions-CFR1"],
    resource: /Distribution/,
    reason: "People travel: no country is refused.",
    heldBy: "packages/infra/src/EdgeStack.ts"
  }
]

interface Judged {
  readonly rule: string
  readonly resource: string
}

/** Whether this reason is meant for that finding. */
export const isAnsweredBy = ({ resource, rules }: Reason, finding: Judged): boolean =>
  rules.includes(finding.rule) && resource.test(finding.resource)

/** Findings that nobody gave a reason for. */
export const unexplained = <F extends Judged>(findings: ReadonlyArray<F>): ReadonlyArray<F> =>
  findings.filter((finding) => !reasons.some((reason) => isAnsweredBy(reason, finding)))

/** Rules that a reason names and that have nothing to object to any more. */
export const spent = (findings: ReadonlyArray<Judged>): ReadonlyArray<string> =>
  reasons.flatMap((reason) =>
    reason.rules
      .filter((rule) => !findings.some((finding) => finding.rule === rule && reason.resource.test(finding.resource)))
      .map((rule) => `${rule} at ${reason.resource.source}`)
  )
