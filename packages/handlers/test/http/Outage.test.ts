import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { UserStore } from "@serenya/domain/users/UserStore"
import type { APIGatewayProxyResult } from "aws-lambda"
import { Effect, Layer } from "effect"
import * as HttpLambda from "../../src/lambda/HttpLambda.ts"
import * as UserProfileRoutes from "../../src/routes/UserProfileRoutes.ts"
import { event, invocation } from "../lambda/support/Lambda.ts"
import { linesDuring } from "../lambda/support/Stdout.ts"

const profileWhen = (retryable: boolean) => {
  const cause = new Error("table serenya-prod denied to AKIA0000")
  const down = new Unavailable({ resource: "storage", operation: "DynamoUserStore.find", retryable, cause })
  const ports = Layer.mergeAll(
    Layer.mock(UserStore, { find: () => Effect.fail(down) }),
    Layer.mock(PersonalDataCipher, {}),
    Layer.mock(DocumentVault, {}),
    Layer.mock(JobStore, {}),
    Layer.mock(ErasureLedger, {}),
    Layer.mock(SubscriptionLedger, {})
  )
  return HttpLambda.make(UserProfileRoutes.layer.pipe(Layer.provide(ports)))
}

describe("an outage", () => {
  it.live("is a 503 that says when to come back, and is told to the log without its cause", () =>
    Effect.gen(function* () {
      const userId = yield* Fixtures.userId
      const sessionId = yield* Fixtures.uuid
      const request = event({ path: "/api/v1/user/profile" })
      const call = { ...request, requestContext: { ...request.requestContext, authorizer: { userId, sessionId } } }
      for (const [retryable, seconds] of [
        [true, "2"],
        [false, "300"]
      ] as const) {
        const handler = profileWhen(retryable)
        let answer: APIGatewayProxyResult | undefined
        const lines = yield* Effect.promise(() =>
          linesDuring(async () => {
            answer = await handler(call, invocation())
          })
        )
        assertEquals(answer?.statusCode, 503)
        assertEquals(answer?.multiValueHeaders?.["retry-after"], [seconds])
        assertTrue(answer?.body.includes('"code":"STORAGE_UNAVAILABLE"') === true)
        const log = JSON.stringify(lines)
        assertTrue(log.includes('"operation":"DynamoUserStore.find"'), log)
        assertTrue(!/serenya-prod|AKIA/.test(log + answer?.body), log)
      }
    })
  )
})
