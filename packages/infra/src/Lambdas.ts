import { join } from "node:path"
import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib"
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam"
import type { IKey } from "aws-cdk-lib/aws-kms"
import { Alias, Architecture, Code, Function, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda"
import { LogGroup } from "aws-cdk-lib/aws-logs"
import type { IQueue } from "aws-cdk-lib/aws-sqs"
import type { Construct } from "constructs"
import { type FunctionName, functionNames, functions, type LambdaFunction } from "./FunctionCatalogue.ts"
import * as Grants from "./Grants.ts"
import type { Stage } from "./Stage.ts"

const apps = (stage: Stage) =>
  Object.fromEntries(Object.entries(stage.audiences).map(([provider, ids]) => [`${provider}_AUDIENCES`, ids.join(",")]))

const stores = ({ stores: { apple, environment, google } }: Stage) => ({
  STORE_ENVIRONMENT: environment,
  APPLE_BUNDLE_ID: apple.bundleId,
  APPLE_APP_ID: String(apple.appId),
  GOOGLE_PACKAGE_NAME: google.packageName,
  GOOGLE_PUSH_AUDIENCE: google.pushAudience,
  GOOGLE_PUSH_SERVICE_ACCOUNT: google.pushAccount
})

const settings = ({ knowsApps = false, knowsStores = false }: LambdaFunction, stage: Stage) => ({
  ...(knowsApps ? apps(stage) : {}),
  ...(knowsStores ? stores(stage) : {}),
  ...(stage.collector === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: stage.collector }),
  // CloudFront.
  EDGE_PROXIES: "1",
  BUILD_VERSION: process.env["BUILD_VERSION"] ?? "unversioned"
})

export interface Surroundings {
  readonly stage: Stage
  readonly key: IKey
  readonly resources: Grants.Resources
  /** The folder where `pnpm build` leaves one folder per function. */
  readonly bundles: string
  /** Where an event goes that a function could not handle in three attempts. */
  readonly failures: IQueue
}

const writesTo = ({ logGroupArn }: LogGroup) =>
  new PolicyStatement({ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [logGroupArn] })

/** One function with a role of its own, a log group, and the alias `live` that everything calls: a rollback moves the alias. */
const deploy = (
  scope: Construct,
  name: FunctionName,
  { bundles, failures, key, resources, stage }: Surroundings
): Alias => {
  const { concurrency, keepsFailures = false, memory, needs, readsStream = false, timeout } = functions[name]
  const access = { key: key.keyArn, region: Stack.of(scope).region }
  const functionName = `serenya-${stage.name}-${name}`
  const logGroup = new LogGroup(scope, `${name}-logs`, {
    logGroupName: `/aws/lambda/${functionName}`,
    retention: stage.logRetention,
    encryptionKey: key,
    removalPolicy: stage.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
  })
  const role = new Role(scope, `${name}-role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") })
  new ManagedPolicy(scope, `${name}-policy`, {
    description: `What ${functionName} may do`,
    roles: [role],
    statements: [
      ...Grants.statements(needs, resources, access),
      writesTo(logGroup),
      ...(readsStream ? Grants.sending(failures.queueArn, access) : [])
    ]
  })
  const lambda = new Function(scope, name, {
    functionName,
    code: Code.fromAsset(join(bundles, name)),
    handler: "index.handler",
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: memory,
    timeout: Duration.seconds(timeout),
    reservedConcurrentExecutions: concurrency,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    environment: { ...Grants.environment(needs, resources), ...settings(functions[name], stage) },
    ...(keepsFailures ? { deadLetterQueue: failures } : {}),
    // What answered before a deployment has to be there to answer again.
    currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN }
  })
  return new Alias(scope, `${name}-live`, { aliasName: "live", version: lambda.currentVersion })
}

/** All of them, by name. */
export const deployAll = (scope: Construct, surroundings: Surroundings): Readonly<Record<FunctionName, Alias>> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from the very names
  return Object.fromEntries(functionNames.map((name) => [name, deploy(scope, name, surroundings)])) as Record<
    FunctionName,
    Alias
  >
}
