/** How often a month one registered person does each thing that `docs/cost/calls.json` counts: a small share pays, fewer leave. */
export const perPersonAndMonth: Readonly<Record<string, number>> = {
  sign_up: 0.05,
  // The reference documents count a million requests of 10,000 people.
  visit: 30,
  // Their 3,000 analyses of 10,000 people.
  document: 0.3,
  question: 0.6,
  doctor_report: 0.03,
  purchase: 0.005,
  renewal: 0.05,
  export: 0.002,
  leaving: 0.005
}

/** How long a call of each kind takes, in milliseconds: what a function waits for, it pays for. */
export const waits = { table: 6, key: 10, secret: 12, object: 30, queue: 10, model: 1500 } as const

/** A month has 730 hours; what is kept is looked at after a year. */
export const month = { minutes: 730 * 60, seconds: 730 * 3600, keptForMonths: 12 } as const

export const assumed = {
  /** What a function computes besides waiting, in milliseconds; `process` opens a document on top of that. */
  computing: 10,
  opening: 600,
  /** How many invocations are first ones, and how long such a start takes, which is paid for too. */
  coldShare: 0.03,
  coldMillis: 600,
  /** What a model writes in a second, and how many characters make a token. */
  tokensPerSecond: 120,
  charactersPerToken: 3.5,
  /** What Lambda and API Gateway log about an invocation or a request, beside our own lines, and how well logs compress. */
  platformLogBytes: 500,
  accessLogBytes: 400,
  logCompression: 0.15,
  /** Headers of an answer. */
  headerBytes: 800,
  /** X-Ray's default sampling: one request a second, and a twentieth of the rest. */
  tracedShare: 0.05,
  /** Containers that hold secrets, at least, and how often an hour each asks for its two again. */
  containers: 8,
  peoplePerContainer: 20_000,
  secretsPerHour: 24
} as const

/** What the reference documents expected for 10,000 people, in dollars a month, by service (system-architecture.md, Cost Optimization). */
export const reference: Readonly<Record<string, number>> = {
  Lambda: 50,
  DynamoDB: 30,
  S3: 15,
  "API Gateway": 35,
  CloudWatch: 34,
  Bedrock: 8,
  "KMS and secrets": 10
}
export const referencePeople = 10_000
