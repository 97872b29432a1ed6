import { Config } from "effect"

/**
 * Which purchases count: those that people pay for, or those of testers (Apple's sandbox and TestFlight, Google's licence
 * testers). A deployment accepts one kind and refuses the other.
 */
export type StoreEnvironment = "production" | "sandbox"

export const storeEnvironment = Config.Literals(["production", "sandbox"], "STORE_ENVIRONMENT").pipe(
  Config.withDefault("production" as const)
)
