import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { ConfigProvider, Effect, Redacted } from "effect"
import * as RequestOrigin from "../../src/http/RequestOrigin.ts"
import { CurrentInvocation } from "../../src/lambda/CurrentInvocation.ts"
import * as Lambda from "../lambda/support/Lambda.ts"

const edge = "198.51.100.7"

/** The address that a request is taken to come from. */
const ipOf = (proxies: string | undefined, forwarded: ReadonlyArray<string>, name = "X-Forwarded-For") =>
  Effect.gen(function* () {
    const origin = yield* yield* RequestOrigin.make
    return Redacted.value(origin.ip)
  }).pipe(
    Effect.provideService(CurrentInvocation, {
      event: Lambda.event({ multiValueHeaders: { [name]: [...forwarded] } }),
      aws: Lambda.invocation()
    }),
    Effect.provide(
      ConfigProvider.layer(ConfigProvider.fromUnknown(proxies === undefined ? {} : { EDGE_PROXIES: proxies }))
    )
  )

describe("where a request comes from", () => {
  it.effect("is who called API Gateway, whatever the caller forwards", () =>
    Effect.gen(function* () {
      assertEquals(yield* ipOf(undefined, []), edge)
      assertEquals(yield* ipOf(undefined, ["203.0.113.9"]), edge)
      assertEquals(yield* ipOf("0", ["203.0.113.9, 203.0.113.10"]), edge)
    })
  )

  it.effect("is who called CloudFront where that stands in front", () =>
    Effect.gen(function* () {
      assertEquals(yield* ipOf("1", [`203.0.113.9, ${edge}`]), "203.0.113.9")
      assertEquals(yield* ipOf("1", [`203.0.113.9,${edge}`], "x-forwarded-for"), "203.0.113.9")
    })
  )

  it.effect("is never what a caller wrote before the address that CloudFront wrote", () =>
    Effect.gen(function* () {
      assertEquals(yield* ipOf("1", [`10.0.0.1, 192.0.2.1, 203.0.113.9, ${edge}`]), "203.0.113.9")
      assertEquals(yield* ipOf("1", ["10.0.0.1", `203.0.113.9, ${edge}`]), "203.0.113.9")
    })
  )

  it.effect("is unknown where CloudFront should stand and wrote nothing", () =>
    Effect.gen(function* () {
      assertEquals(yield* ipOf("1", []), "unknown")
      assertEquals(yield* ipOf("1", [edge]), "unknown")
    })
  )
})
