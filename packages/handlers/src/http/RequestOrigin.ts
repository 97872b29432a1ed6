import type { Origin } from "@serenya/domain/shared/Origin"
import { Config, Effect, Redacted } from "effect"
import { CurrentInvocation, type Invocation } from "../lambda/CurrentInvocation.ts"

const forwardedFor = ({ event }: Invocation): ReadonlyArray<string> =>
  Object.entries(event.multiValueHeaders ?? {})
    .flatMap(([name, values]) => (name.toLowerCase() === "x-forwarded-for" ? (values ?? []) : []))
    .flatMap((value) => value.split(","))
    .map((address) => address.trim())

/**
 * The last addresses of X-Forwarded-For are the ones that our own proxies wrote, API Gateway's last of all. What stands
 * before them, the caller made up.
 */
const addressOf = (invocation: Invocation, proxies: number): string | undefined =>
  proxies === 0 ? invocation.event.requestContext?.identity?.sourceIp : forwardedFor(invocation).at(-1 - proxies)

/**
 * Where the request came from, as what stands in front of us saw it. `EDGE_PROXIES` says how many stand between the person
 * and API Gateway: one behind CloudFront, none without.
 */
export const make: Effect.Effect<Effect.Effect<Origin>, Config.ConfigError> = Effect.map(
  Config.Int("EDGE_PROXIES").pipe(Config.withDefault(0)),
  (proxies) =>
    Effect.map(CurrentInvocation, (invocation) => ({
      ip: Redacted.make((invocation && addressOf(invocation, proxies)) || "unknown"),
      userAgent: Redacted.make(
        (invocation?.event.requestContext?.identity?.userAgent ?? "unknown").slice(0, 500).toWellFormed()
      )
    }))
)
