import { Metrics, type Name, type Values } from "@serenya/adapters-aws/resources/Metrics"
import { Duration } from "aws-cdk-lib"
import { Metric } from "aws-cdk-lib/aws-cloudwatch"
import type { FunctionName } from "../FunctionCatalogue.ts"
import type { Stage } from "../Stage.ts"

export type Statistic = "Average" | "Maximum" | "SampleCount" | "Sum" | "p50" | "p90" | "p99"

/** One series of numbers, as CloudWatch is asked for it. */
export interface Query {
  readonly namespace: string
  readonly name: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly statistic: Statistic
}

/** What our own code counts. A name or a value that it does not count does not compile. */
export const ours = <N extends Name>(stage: Stage, name: N, dimensions: Values<N>, statistic: Statistic): Query => ({
  namespace: Metrics.namespaceOf(stage.name),
  name,
  dimensions: { ...dimensions },
  statistic
})

export const nameOf = (stage: Stage, name: FunctionName): string => `serenya-${stage.name}-${name}`

/** What our own code measures of one function. */
export const ofFunction = (
  stage: Stage,
  metric: "ColdStarts" | "Latency",
  name: FunctionName,
  statistic: Statistic
): Query => ({
  ...ours(stage, metric, {}, statistic),
  dimensions: { [Metrics.functionDimension]: nameOf(stage, name) }
})

const aws =
  (service: string) =>
  (name: string, dimensions: Query["dimensions"], statistic: Statistic): Query => ({
    namespace: `AWS/${service}`,
    name,
    dimensions,
    statistic
  })

/** What Lambda itself knows of a function: time-outs and crashes say no line of ours. */
export const lambda = (stage: Stage, metric: string, name: FunctionName, statistic: Statistic): Query =>
  aws("Lambda")(metric, { FunctionName: nameOf(stage, name) }, statistic)

/** What API Gateway knows of the API, also of what reached no function. */
export const gateway = (stage: Stage, metric: string, statistic: Statistic): Query =>
  aws("ApiGateway")(metric, { ApiName: `serenya-${stage.name}`, Stage: stage.name }, statistic)

export const table = (stage: Stage, metric: string, statistic: Statistic): Query =>
  aws("DynamoDB")(metric, { TableName: `serenya-${stage.name}` }, statistic)

export const queue = (stage: Stage, name: "failures" | "stranded-changes"): Query =>
  aws("SQS")("ApproximateNumberOfMessagesVisible", { QueueName: `serenya-${stage.name}-${name}` }, "Maximum")

/** S3 counts a bucket once a day. */
export const bucket = (metric: "BucketSizeBytes" | "NumberOfObjects", BucketName: string): Query =>
  aws("S3")(
    metric,
    { BucketName, StorageType: metric === "BucketSizeBytes" ? "StandardStorage" : "AllStorageTypes" },
    "Average"
  )

/** What the API's own firewall turned away: who walked around CloudFront. */
export const firewall = (stage: Stage): Query =>
  aws("WAFV2")("BlockedRequests", { WebACL: `serenya-${stage.name}-api`, Rule: "ALL", Region: stage.region }, "Sum")

/** As CDK wants it, over so many minutes. */
export const toMetric = ({ dimensions, name, namespace, statistic }: Query, minutes: number, label?: string): Metric =>
  new Metric({
    namespace,
    metricName: name,
    dimensionsMap: { ...dimensions },
    statistic,
    period: Duration.minutes(minutes),
    ...(label !== undefined && { label })
  })
