import type { Origin } from "@serenya/domain/shared/Origin"
import { Effect, Redacted } from "effect"
import { CurrentInvocation } from "../lambda/CurrentInvocation.ts"

/** Where the request came from, as API Gateway saw it: headers that a caller can write are not asked. */
export const requestOrigin: Effect.Effect<Origin> = Effect.map(CurrentInvocation, (invocation) => {
  const identity = invocation?.event.requestContext?.identity
  return {
    ip: Redacted.make(identity?.sourceIp ?? "unknown"),
    userAgent: Redacted.make((identity?.userAgent ?? "unknown").slice(0, 500).toWellFormed())
  }
})
