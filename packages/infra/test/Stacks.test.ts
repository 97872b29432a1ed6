import { readdirSync } from "node:fs"
import { join } from "node:path"
import { routes } from "@serenya/api/Routes"
import { describe, expect, it } from "vitest"
import { functions } from "../src/FunctionCatalogue.ts"
import * as OriginSecret from "../src/OriginSecret.ts"
import * as Stages from "../src/Stage.ts"
import { ofType, type Resource, templates } from "./support/Templates.ts"

const stages = [Stages.dev, Stages.prod]

/** A value inside what CloudFormation calls properties. */
const at = (value: unknown, ...path: ReadonlyArray<string | number>): unknown =>
  path.reduce<unknown>((found, key) => (found instanceof Object ? Reflect.get(found, key) : undefined), value)

const list = (value: unknown): ReadonlyArray<unknown> =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

interface Statement {
  readonly Effect: string
  readonly Action: unknown
  readonly Resource: unknown
}

const isStatement = (value: unknown): value is Statement => value instanceof Object && "Effect" in value

const statementsOf = ({ Properties }: Resource): ReadonlyArray<Statement> =>
  list(at(Properties, "PolicyDocument", "Statement")).filter(isStatement)

/** The path of an API resource, put together from its parents. */
const pathOf = (stack: string, id: unknown): string => {
  const resource = templates[stack]?.Resources[String(id)]
  if (resource?.Type !== "AWS::ApiGateway::Resource") return ""
  return `${pathOf(stack, at(resource.Properties, "ParentId", "Ref"))}/${String(resource.Properties["PathPart"])}`
}

describe.each(stages)("the stacks of $name", (stage) => {
  const [data, service, edge] = ["data", "service", "edge"].map((name) => `serenya-${stage.name}-${name}`)

  it("deploys every function that is written, and none that is not", () => {
    const written = readdirSync(join(import.meta.dirname, "../../handlers/src/functions")).flatMap((file) =>
      file.endsWith(".ts") ? [file.slice(0, -".ts".length)] : []
    )
    const deployed = ofType(service ?? "", "AWS::Lambda::Function").flatMap(({ Properties: { FunctionName: name } }) =>
      typeof name === "string" ? [name] : []
    )
    expect(deployed.toSorted()).toEqual(written.map((name) => `serenya-${stage.name}-${name}`).toSorted())
    expect(Object.keys(functions).toSorted()).toEqual(written.toSorted())
  })

  it("gives each route its method, with the authorizer where the API demands a token, and has no other method", () => {
    const deployed = ofType(service ?? "", "AWS::ApiGateway::Method").map(({ Properties }) => {
      const path = pathOf(service ?? "", at(Properties, "ResourceId", "Ref"))
      return `${String(Properties["HttpMethod"])} ${path} ${String(Properties["AuthorizationType"])}`
    })
    const promised = routes.flatMap(({ demandsToken, method, template }) =>
      (method === "GET" ? ["GET", "HEAD"] : [method]).map(
        (name) => `${name} ${template} ${demandsToken ? "CUSTOM" : "NONE"}`
      )
    )
    expect(deployed.toSorted()).toEqual(promised.toSorted())
  })

  it("grants no function a scan, a wildcard action, or a resource that it does not name", () => {
    const policies = ofType(service ?? "", "AWS::IAM::ManagedPolicy")
    expect(policies).toHaveLength(Object.keys(functions).length)
    for (const statement of policies.flatMap(statementsOf)) {
      for (const action of list(statement.Action)) {
        expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/)
        expect(action).not.toBe("dynamodb:Scan")
      }
      // Streams are listed all or none: AWS lets no resource be named for it.
      if (statement.Action !== "dynamodb:ListStreams") {
        for (const resource of list(statement.Resource)) expect(resource).not.toBe("*")
      }
    }
  })

  it("lets a function read the tombstones of one index, and no other function an index at all", () => {
    const ofIndexes = ofType(service ?? "", "AWS::IAM::ManagedPolicy").flatMap((policy) =>
      statementsOf(policy)
        .filter(({ Resource: resources }) => JSON.stringify(resources).includes("/index/"))
        .map(({ Action, Resource: resources }) => [policy.id, Action, JSON.stringify(resources)] as const)
    )
    expect(ofIndexes).toHaveLength(1)
    const [id, action, resource] = ofIndexes[0] ?? []
    expect(id).toContain("erasureresumepolicy")
    expect(action).toBe("dynamodb:Query")
    expect(resource).toContain("/index/GSI1-EmailLookup")
  })

  it("lets a function see a bucket's objects below their prefixes only", () => {
    const onObjects = ofType(service ?? "", "AWS::IAM::ManagedPolicy")
      .flatMap(statementsOf)
      .filter(({ Action }) => list(Action).some((action) => /^s3:(Get|Put|Delete)Object$/.test(String(action))))
    expect(onObjects.length).toBeGreaterThan(0)
    for (const resource of onObjects.flatMap(({ Resource: resources }) => list(resources))) {
      expect(JSON.stringify(resource)).toMatch(/\/(incoming|claims|outgoing|erasures|observability|checkpoints)\/\*/)
    }
  })

  it("wraps and unwraps data keys for a named person only", () => {
    const withKeys = ofType(service ?? "", "AWS::IAM::ManagedPolicy")
      .flatMap(statementsOf)
      .filter(({ Action }) => list(Action).some((action) => String(action).startsWith("kms:")))
    expect(withKeys.length).toBeGreaterThan(0)
    for (const statement of withKeys) {
      const through = at(statement, "Condition", "StringEquals", "kms:ViaService")
      const withContext = at(statement, "Condition", "Null", "kms:EncryptionContext:userId")
      expect(through !== undefined || withContext === "false").toBe(true)
    }
  })

  it("keeps no answer at the gateway, and says no payload in its logs", () => {
    const [deployed] = ofType(service ?? "", "AWS::ApiGateway::Stage")
    expect(at(deployed?.Properties, "CacheClusterEnabled") ?? false).toBe(false)
    const settings = list(at(deployed?.Properties, "MethodSettings"))
    expect(settings).not.toHaveLength(0)
    for (const setting of settings) {
      expect(at(setting, "DataTraceEnabled")).toBe(false)
      expect(at(setting, "CachingEnabled") ?? false).toBe(false)
      expect(at(setting, "ThrottlingRateLimit")).toBe(stage.throttling.rate)
    }
    expect(String(at(deployed?.Properties, "AccessLogSetting", "Format"))).not.toMatch(
      /sourceIp|userAgent|\$context\.path"/
    )
  })

  it("answers as a problem where no function is asked", () => {
    const answers = ofType(service ?? "", "AWS::ApiGateway::GatewayResponse")
    expect(answers).toHaveLength(8)
    for (const { Properties } of answers) {
      const template = String(at(Properties, "ResponseTemplates", "application/problem+json"))
      expect(JSON.parse(template)).toMatchObject({
        correlation_id: "$context.requestId",
        retryable: expect.any(Boolean)
      })
    }
  })

  it("calls the function that reads a document when one arrives, and keeps what it could not handle", () => {
    const [notification] = ofType(service ?? "", "Custom::S3BucketNotifications")
    const [configured] = list(at(notification?.Properties, "NotificationConfiguration", "LambdaFunctionConfigurations"))
    expect(at(configured, "Events")).toEqual(["s3:ObjectCreated:*"])
    expect(JSON.stringify(at(configured, "Filter"))).toContain("incoming/")
    const process = ofType(service ?? "", "AWS::Lambda::Function").find(
      ({ Properties }) => Properties["FunctionName"] === `serenya-${stage.name}-process`
    )
    expect(at(process?.Properties, "DeadLetterConfig", "TargetArn")).toBeDefined()
  })

  it("follows the table's stream in order, lets one bad change stop no shard, and keeps what it gave up", () => {
    const [mapping] = ofType(service ?? "", "AWS::Lambda::EventSourceMapping")
    expect(mapping?.Properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumRetryAttempts: 5,
      StartingPosition: "TRIM_HORIZON"
    })
    expect(at(mapping?.Properties, "DestinationConfig", "OnFailure", "Destination")).toBeDefined()
    expect(JSON.stringify(at(mapping?.Properties, "FunctionName"))).toContain("streamprocessorlive")
  })

  it("calls by the clock what the catalogue says, as often", () => {
    const rules = ofType(service ?? "", "AWS::Events::Rule").map(
      ({ Properties: { Name, ScheduleExpression } }) => `${String(Name)} ${String(ScheduleExpression)}`
    )
    expect(rules.toSorted()).toEqual([
      `serenya-${stage.name}-audit-checkpoint rate(1 hour)`,
      `serenya-${stage.name}-erasure-resume rate(1 day)`,
      `serenya-${stage.name}-reconcile rate(15 minutes)`
    ])
  })

  it("moves old events, and nothing else of the evidence, to a cheaper class that answers at once", () => {
    const bucket = ofType(data ?? "", "AWS::S3::Bucket").find(({ id }) => id.startsWith("Events"))
    const moving = list(at(bucket?.Properties, "LifecycleConfiguration", "Rules")).filter(
      (rule) => at(rule, "Transitions") !== undefined
    )
    expect(moving.map((rule) => at(rule, "Prefix"))).toEqual(["observability/", "observability/"])
    expect(moving.map((rule) => at(rule, "Transitions", 0, "StorageClass"))).toEqual(["STANDARD_IA", "GLACIER_IR"])
  })

  it("encrypts logs, queue, secrets and objects under the master key, which rotates", () => {
    expect(at(ofType(data ?? "", "AWS::KMS::Key")[0]?.Properties, "EnableKeyRotation")).toBe(true)
    for (const { Properties } of ofType(service ?? "", "AWS::Logs::LogGroup")) {
      expect(JSON.stringify(Properties["KmsKeyId"])).toContain("MasterKey")
    }
    for (const { Properties } of ofType(service ?? "", "AWS::SQS::Queue")) {
      expect(JSON.stringify(Properties["KmsMasterKeyId"])).toContain("MasterKey")
    }
    for (const { Properties } of ofType(data ?? "", "AWS::SecretsManager::Secret")) {
      expect(JSON.stringify(Properties["KmsKeyId"])).toContain("MasterKey")
    }
  })

  it("streams both images of the table, and protects it where people are real", () => {
    const [table] = ofType(data ?? "", "AWS::DynamoDB::Table")
    expect(at(table?.Properties, "StreamSpecification", "StreamViewType")).toBe("NEW_AND_OLD_IMAGES")
    expect(at(table?.Properties, "BillingMode")).toBe("PAY_PER_REQUEST")
    expect(at(table?.Properties, "TimeToLiveSpecification", "AttributeName")).toBe("ttl")
    expect(list(at(table?.Properties, "GlobalSecondaryIndexes"))).toHaveLength(2)
    expect(at(table?.Properties, "DeletionProtectionEnabled") ?? false).toBe(stage.isProtected)
    expect(at(table?.Properties, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")).toBe(
      stage.isProtected
    )
    expect(table?.DeletionPolicy).toBe(stage.isProtected ? "Retain" : "Delete")
  })

  it("opens no bucket to the public, and none without TLS", () => {
    const buckets = [data, edge].flatMap((stack) => ofType(stack ?? "", "AWS::S3::Bucket"))
    expect(buckets).toHaveLength(4)
    for (const { Properties } of buckets) {
      expect(Properties["PublicAccessBlockConfiguration"]).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true
      })
    }
    const policies = [data, edge].flatMap((stack) => ofType(stack ?? "", "AWS::S3::BucketPolicy"))
    expect(policies).toHaveLength(4)
    for (const policy of policies) {
      expect(
        statementsOf(policy).some(
          (statement) =>
            statement.Effect === "Deny" && at(statement, "Condition", "Bool", "aws:SecureTransport") === "false"
        )
      ).toBe(true)
    }
  })

  it("admits at the API what came through CloudFront only, and CloudFront says so", () => {
    const [firewall] = ofType(service ?? "", "AWS::WAFv2::WebACL")
    expect(at(firewall?.Properties, "DefaultAction")).toEqual({ Block: {} })
    const asked = at(firewall?.Properties, "Rules", 0, "Statement", "ByteMatchStatement")
    expect(at(asked, "SearchString")).toBe(OriginSecret.reference(stage))
    expect(at(asked, "FieldToMatch", "SingleHeader", "Name")).toBe(OriginSecret.header)
    const [distribution] = ofType(edge ?? "", "AWS::CloudFront::Distribution")
    const said = at(distribution?.Properties, "DistributionConfig", "Origins", 0, "OriginCustomHeaders", 0)
    expect(said).toEqual({ HeaderName: OriginSecret.header, HeaderValue: OriginSecret.reference(stage) })
    const secret = ofType(data ?? "", "AWS::SecretsManager::Secret").find(
      ({ Properties }) => Properties["Name"] === OriginSecret.nameOf(stage)
    )
    expect(at(secret?.Properties, "ReplicaRegions", 0, "Region")).toBe("us-east-1")
  })

  it("strikes the token out of the firewall's log", () => {
    const [logging] = ofType(edge ?? "", "AWS::WAFv2::LoggingConfiguration")
    expect(at(logging?.Properties, "RedactedFields", 0)).toEqual({ SingleHeader: { Name: "authorization" } })
  })

  it("lets pages of ours, and methods that exist, be called from a browser", () => {
    const [policy] = ofType(edge ?? "", "AWS::CloudFront::ResponseHeadersPolicy")
    const cors = at(policy?.Properties, "ResponseHeadersPolicyConfig", "CorsConfig")
    expect(at(cors, "AccessControlAllowOrigins", "Items")).toEqual(stage.allowOrigins)
    expect(at(cors, "AccessControlAllowMethods", "Items")).toEqual(
      [...new Set(["OPTIONS", ...routes.map(({ method }) => method)])].toSorted()
    )
  })
})

it("sets aside fewer concurrent runs than an account has by default", () => {
  const sum = Object.values(functions).reduce((total, { concurrency }) => total + concurrency, 0)
  expect(sum).toBeLessThanOrEqual(900)
})

it("lets every function do what it did when the change was reviewed", async () => {
  const granted = Object.fromEntries(
    ofType("serenya-prod-service", "AWS::IAM::ManagedPolicy").map(({ Properties, id }) => [
      id.replace(/policy[0-9A-F]{8}$/, ""),
      list(at(Properties, "PolicyDocument", "Statement"))
    ])
  )
  await expect(`${JSON.stringify(granted, undefined, 2)}\n`).toMatchFileSnapshot("Permissions.snap")
})
