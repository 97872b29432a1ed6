import { it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Redacted } from "effect"
import { sameOrigins, storedIp, storedUserAgent, toOrigin } from "../../src/users/StoredOrigin.ts"

it("tells origins apart that differ in one of the two, and makes what is said again once", () => {
  const originOf = sameOrigins()
  const told = [
    ["192.0.2.1", "app"],
    ["192.0.2.1", "browser"],
    ["192.0.2.2", "app"],
    [null, "app"],
    [null, null],
    ["192.0.2.1", "app"]
  ] as const
  const made = told.map(([ip, userAgent]) => originOf(ip, userAgent))
  assertEquals(
    made.map((origin) => [storedIp(origin), storedUserAgent(origin)]),
    told.map((one) => [...one])
  )
  assertEquals(
    made,
    told.map(([ip, userAgent]) => toOrigin(ip, userAgent))
  )
  assertTrue(made[0] === made[5])
  assertTrue(made.every(({ ip, userAgent }) => Redacted.isRedacted(ip) && Redacted.isRedacted(userAgent)))
})
