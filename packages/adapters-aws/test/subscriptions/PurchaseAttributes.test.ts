import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { TransactionId } from "@serenya/domain/subscriptions/Purchase"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as PurchaseFixtures from "@serenya/domain/testing/PurchaseFixtures"
import { Effect, Schema, Struct } from "effect"
import { PurchaseAttributes } from "../../src/subscriptions/PurchaseAttributes.ts"

const encode = Schema.encodeEffect(PurchaseAttributes)
const decode = Schema.decodeUnknownEffect(PurchaseAttributes)
const part = { ...PurchaseFixtures.price, transactionId: TransactionId.make("t1@1"), at: Fixtures.at }

describe("a purchase as attributes", () => {
  it.effect("has what went back in parts", () =>
    Effect.gen(function* () {
      const terms = [PurchaseFixtures.term("t1", 0, { partialRefunds: [part] })]
      const purchase = yield* PurchaseFixtures.purchase("google", { terms })
      const written = yield* encode(purchase)
      assertEquals(written.terms[0]?.partial_refunds, [
        { transaction_id: "t1@1", amount_minor: 999, currency: "USD", at: 1_772_357_400_123 }
      ])
      assertEquals(yield* decode(written), purchase)
    })
  )

  it.effect("is read also where it was written before there were any", () =>
    Effect.gen(function* () {
      const purchase = yield* PurchaseFixtures.purchase("google")
      const written = yield* encode(purchase)
      const terms = written.terms.map(Struct.omit(["partial_refunds"]))
      assertEquals(yield* decode({ ...written, terms }), purchase)
    })
  )
})
