import { RetentionDays } from "aws-cdk-lib/aws-logs"

/** What differs between two deployments of the same service. */
export interface Stage {
  readonly name: "dev" | "prod"
  readonly region: string
  /** Web pages that may call the API; the mobile apps need none. */
  readonly allowOrigins: ReadonlyArray<string>
  readonly logRetention: RetentionDays
  /** Point-in-time recovery and deletion protection; what is retained when a stack goes. */
  readonly isProtected: boolean
  /** Requests per second of all callers together, and how many may come at once. */
  readonly throttling: { readonly rate: number; readonly burst: number }
  /** A copy of the table as of a moment that the stage works on instead of its own: `admin restore run` says both. */
  readonly restoredTable?: { readonly name: string; readonly streamArn: string }
  readonly alertEmail: string
  /** An OpenTelemetry collector that the functions reach over HTTPS; without one they make no spans. */
  readonly collector?: string
  /** The OAuth client ids of our apps, by the provider's prefix in the environment. */
  readonly audiences: Readonly<Record<"GOOGLE" | "APPLE", ReadonlyArray<string>>>
  /** Our app as the stores know it, and whose purchases count here: testers' or those that people pay for. */
  readonly stores: {
    readonly environment: "production" | "sandbox"
    readonly apple: { readonly bundleId: string; readonly appId: number }
    /** `pushAudience` and `pushAccount` are those of the Pub/Sub subscription that pushes Play's notifications. */
    readonly google: { readonly packageName: string; readonly pushAudience: string; readonly pushAccount: string }
  }
  /** An inference profile of Bedrock, and the model in each region that it may send a call to. */
  readonly model: { readonly profile: string; readonly foundation: string; readonly regions: ReadonlyArray<string> }
}

const haiku = {
  profile: "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
  foundation: "anthropic.claude-haiku-4-5-20251001-v1:0",
  regions: ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"]
}

export const dev: Stage = {
  name: "dev",
  region: "eu-west-1",
  allowOrigins: ["http://localhost:3000"],
  logRetention: RetentionDays.ONE_WEEK,
  isProtected: false,
  throttling: { rate: 50, burst: 100 },
  alertEmail: "alerts-dev@serenya.health",
  audiences: { GOOGLE: ["serenya-dev.apps.googleusercontent.com"], APPLE: ["health.serenya.dev"] },
  stores: {
    environment: "sandbox",
    apple: { bundleId: "health.serenya.dev", appId: 6_400_000_001 },
    google: {
      packageName: "health.serenya.dev",
      pushAudience: "serenya-dev-play-notifications",
      pushAccount: "play-notifications@serenya-dev.iam.gserviceaccount.com"
    }
  },
  model: haiku
}

export const prod: Stage = {
  name: "prod",
  region: "eu-west-1",
  allowOrigins: ["https://app.serenya.health"],
  logRetention: RetentionDays.ONE_YEAR,
  isProtected: true,
  throttling: { rate: 500, burst: 1000 },
  alertEmail: "alerts@serenya.health",
  audiences: { GOOGLE: ["serenya.apps.googleusercontent.com"], APPLE: ["health.serenya.app"] },
  stores: {
    environment: "production",
    apple: { bundleId: "health.serenya.app", appId: 6_400_000_000 },
    google: {
      packageName: "health.serenya.app",
      pushAudience: "serenya-play-notifications",
      pushAccount: "play-notifications@serenya.iam.gserviceaccount.com"
    }
  },
  model: haiku
}
