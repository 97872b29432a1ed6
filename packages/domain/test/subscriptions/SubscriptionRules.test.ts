import { it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Option, Schema } from "effect"
import { Subscription } from "../../src/subscriptions/Subscription.ts"
import { free } from "../../src/subscriptions/SubscriptionRules.ts"
import { documentLimit } from "../../src/subscriptions/UsageRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import { after } from "../services/World.ts"

const id = "f1f1f1f1-0000-4000-8000-5ab5c819710a"
const begun = free(id, Fixtures.at)

it("begins as the free tier of the system, active, unused, without an end", () => {
  assertEquals(begun, {
    id,
    tier: "free",
    status: "active",
    provider: "system",
    startDate: Fixtures.at,
    autoRenew: false,
    usage: {
      documents: 0,
      periodStart: Fixtures.at,
      periodEnd: DateTime.add(Fixtures.at, { months: 1 }),
      reservations: {}
    },
    createdAt: Fixtures.at,
    updatedAt: Fixtures.at
  })
  assertTrue(Schema.is(Subscription)(begun))
})

it("is as good after ten years as on the first day", () => {
  assertEquals(documentLimit(begun, after({ years: 10 })), Option.some(5))
})
