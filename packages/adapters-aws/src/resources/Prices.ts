/** What AWS asks for `per` units, in US dollars before tax and free tiers. */
export interface Price {
  readonly dollars: number
  readonly per: number
  readonly unit: string
  readonly source: string
}

const pages = {
  bedrock: "https://aws.amazon.com/bedrock/pricing/",
  cloudfront: "https://aws.amazon.com/cloudfront/pricing/pay-as-you-go/",
  cloudwatch: "https://aws.amazon.com/cloudwatch/pricing/",
  dynamodb: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
  gateway: "https://aws.amazon.com/api-gateway/pricing/",
  kms: "https://aws.amazon.com/kms/pricing/",
  lambda: "https://aws.amazon.com/lambda/pricing/",
  s3: "https://aws.amazon.com/s3/pricing/",
  secrets: "https://aws.amazon.com/secrets-manager/pricing/",
  sqs: "https://aws.amazon.com/sqs/pricing/",
  waf: "https://aws.amazon.com/waf/pricing/",
  xray: "https://aws.amazon.com/xray/pricing/"
} as const

const price = (dollars: number, per: number, unit: string, page: keyof typeof pages): Price => ({
  dollars,
  per,
  unit,
  source: pages[page]
})

const million = 1_000_000

/** Where the prices hold, and when they were written down: look again at the sources before you promise anybody a sum. */
export const priceList = { region: "eu-west-1", asOf: "2026-11-26" } as const

/** The first tier of each on-demand price of eu-west-1; CloudFront's of Europe; the model's over a European inference profile. */
export const prices = {
  dynamoWrite: price(0.705, million, "write request units", "dynamodb"),
  dynamoRead: price(0.141, million, "read request units", "dynamodb"),
  dynamoStorage: price(0.283, 1, "GB-months", "dynamodb"),
  dynamoBackup: price(0.2264, 1, "GB-months of point-in-time recovery", "dynamodb"),
  lambdaRequest: price(0.2, million, "invocations", "lambda"),
  lambdaCompute: price(0.000_013_333_4, 1, "GB-seconds on arm64", "lambda"),
  apiRequest: price(3.5, million, "requests to a REST API", "gateway"),
  s3Write: price(0.005, 1000, "PUT, COPY, POST and LIST requests", "s3"),
  s3Read: price(0.0004, 1000, "GET and HEAD requests", "s3"),
  s3Storage: price(0.023, 1, "GB-months", "s3"),
  kmsKey: price(1, 1, "key-months", "kms"),
  kmsRequest: price(0.03, 10_000, "requests", "kms"),
  secret: price(0.4, 1, "secret-months", "secrets"),
  secretRequest: price(0.05, 10_000, "requests", "secrets"),
  queueRequest: price(0.4, million, "requests", "sqs"),
  logIngestion: price(0.57, 1, "GB", "cloudwatch"),
  logStorage: price(0.03, 1, "GB-months", "cloudwatch"),
  metric: price(0.3, 1, "metric-months", "cloudwatch"),
  alarm: price(0.1, 1, "alarm-months", "cloudwatch"),
  dashboard: price(3, 1, "dashboard-months", "cloudwatch"),
  trace: price(5, million, "traces", "xray"),
  edgeRequest: price(0.012, 10_000, "HTTPS requests", "cloudfront"),
  edgeTransfer: price(0.085, 1, "GB", "cloudfront"),
  firewall: price(5, 1, "web ACL-months", "waf"),
  firewallRule: price(1, 1, "rule-months", "waf"),
  firewallRequest: price(0.6, million, "requests", "waf"),
  modelInput: price(1.1, million, "tokens", "bedrock"),
  modelOutput: price(5.5, million, "tokens", "bedrock")
} as const satisfies Readonly<Record<string, Price>>

export type PriceName = keyof typeof prices

/** What so many units cost. */
export const dollars = (units: number, name: PriceName): number => (units * prices[name].dollars) / prices[name].per
