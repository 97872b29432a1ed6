import { describe, it } from "@effect/vitest"
import { assertEquals, deepStrictEqual } from "@effect/vitest/utils"
import { ConsentRequired } from "@serenya/domain/consents/ConsentErrors"
import { EmailAlreadyRegistered } from "@serenya/domain/identity/IdentityErrors"
import { JobNotFound } from "@serenya/domain/jobs/JobErrors"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { UsageLimitReached } from "@serenya/domain/subscriptions/SubscriptionErrors"
import { DateTime, Effect, Schema } from "effect"
import { CorrelationId } from "../src/CorrelationId.ts"
import { consentRequired, emailAlreadyRegistered, jobNotFound, usageLimitReached } from "../src/Failures.ts"
import { outage } from "../src/Outage.ts"
import { codeOf } from "../src/Problem.ts"

const json = <S extends Schema.Top>(schema: S) => Schema.toCodecJson(schema)

describe("problem", () => {
  it.effect("carries the members of RFC 9457, ours, and the refusal's own in snake_case", () =>
    Effect.gen(function* () {
      const refusal = new UsageLimitReached({
        limit: 5,
        used: 5,
        resetsAt: DateTime.makeUnsafe("2026-12-01T00:00:00Z"),
        againAt: DateTime.makeUnsafe("2026-11-20T09:20:00Z")
      })
      const body = yield* Schema.encodeEffect(json(usageLimitReached))(refusal)
      deepStrictEqual(body, {
        type: "https://serenya.health/problems/usage-limit-reached",
        title: "Limit reached",
        status: 429,
        detail: "5 of 5 documents are used",
        instance: "urn:serenya:request:req-12345678",
        code: "USAGE_LIMIT_REACHED",
        retryable: false,
        correlation_id: "req-12345678",
        limit: 5,
        used: 5,
        resets_at: "2026-12-01T00:00:00.000Z",
        again_at: "2026-11-20T09:20:00.000Z"
      })
    }).pipe(Effect.provideService(CorrelationId, "req-12345678"))
  )

  it.effect("gives the typed client the refusal back", () =>
    Effect.gen(function* () {
      const pairs = [
        [consentRequired, new ConsentRequired({ missing: ["privacy_policy", "medical_disclaimer"] })],
        [emailAlreadyRegistered, new EmailAlreadyRegistered({ provider: "apple" })],
        [jobNotFound, new JobNotFound()]
      ] as const
      for (const [schema, refusal] of pairs) {
        const codec: Schema.Codec<unknown, unknown> = json<Schema.Codec<unknown, unknown>>(schema)
        assertEquals(yield* Schema.decodeUnknownEffect(codec)(yield* Schema.encodeEffect(codec)(refusal)), refusal)
      }
    })
  )

  it.effect("tells refusals of one status apart by their code", () =>
    Effect.gen(function* () {
      const body = yield* Schema.encodeEffect(json(emailAlreadyRegistered))(
        new EmailAlreadyRegistered({ provider: "google" })
      )
      const decoded = yield* Effect.exit(Schema.decodeUnknownEffect(json(consentRequired))(body))
      assertEquals(decoded._tag, "Failure")
    })
  )

  it.effect("says of an outage what is down, and nothing of why", () =>
    Effect.gen(function* () {
      const cause = new Error("credentials AKIA… at table serenya-prod")
      const error = new Unavailable({ resource: "keys", operation: "KmsDataKeys.unwrap", retryable: true, cause })
      const body = yield* Schema.encodeEffect(json(outage))(error)
      assertEquals(/"code":"KEYS_UNAVAILABLE"/.test(JSON.stringify(body)), true)
      assertEquals(/AKIA|serenya-prod|KmsDataKeys/.test(JSON.stringify(body)), false)
    })
  )

  it("derives the code from the refusal's name", () => {
    assertEquals(codeOf("EmailAlreadyRegistered"), "EMAIL_ALREADY_REGISTERED")
  })
})
