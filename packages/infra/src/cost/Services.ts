import type { PriceName } from "@serenya/adapters-aws/resources/Prices"
import { dollarsOf, entriesOf, type Units } from "./CostRules.ts"

/** Whose bill each price is on, in the order of the page. */
const services: Readonly<Record<PriceName, string>> = {
  lambdaRequest: "Lambda",
  lambdaCompute: "Lambda",
  dynamoWrite: "DynamoDB",
  dynamoRead: "DynamoDB",
  dynamoStorage: "DynamoDB",
  dynamoBackup: "DynamoDB",
  s3Write: "S3",
  s3Read: "S3",
  s3Storage: "S3",
  apiRequest: "API Gateway",
  logIngestion: "CloudWatch",
  logStorage: "CloudWatch",
  metric: "CloudWatch",
  alarm: "CloudWatch",
  dashboard: "CloudWatch",
  modelInput: "Bedrock",
  modelOutput: "Bedrock",
  kmsKey: "KMS and secrets",
  kmsRequest: "KMS and secrets",
  secret: "KMS and secrets",
  secretRequest: "KMS and secrets",
  edgeRequest: "CloudFront",
  edgeTransfer: "CloudFront",
  firewall: "WAF",
  firewallRule: "WAF",
  firewallRequest: "WAF",
  queueRequest: "SQS",
  trace: "X-Ray"
}

export const names: ReadonlyArray<string> = [...new Set(Object.values(services))]

/** What is on the bill of one service. */
export const dollarsAt = (service: string, units: Units): number =>
  dollarsOf(Object.fromEntries(entriesOf(units).filter(([name]) => services[name] === service)))
