import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Schema } from "effect"
import { Currency } from "../../src/subscriptions/Money.ts"
import { ofMilliunits, ofUnits } from "../../src/subscriptions/MoneyRules.ts"

const [usd, jpy, kwd] = [Currency.make("USD"), Currency.make("JPY"), Currency.make("KWD")]
const Amount = Schema.Int.check(Schema.isBetween({ minimum: -99_999_999, maximum: 99_999_999 }))

describe("money", () => {
  it("is cents of a dollar, whole yen and fils of a dinar", () => {
    assertEquals(ofMilliunits(9990n, usd), { amountMinor: 999, currency: usd })
    assertEquals(ofMilliunits(1_200_000n, jpy), { amountMinor: 1200, currency: jpy })
    assertEquals(ofMilliunits(3250n, kwd), { amountMinor: 3250, currency: kwd })
    assertEquals(ofUnits(9n, 990_000_000, usd), { amountMinor: 999, currency: usd })
    assertEquals(ofUnits(1200n, 0, jpy), { amountMinor: 1200, currency: jpy })
    assertEquals(ofUnits(0n, -250_000_000, kwd), { amountMinor: -250, currency: kwd })
  })

  it("rounds what has no coin half away from zero", () => {
    assertEquals(ofMilliunits(9994n, usd).amountMinor, 999)
    assertEquals(ofMilliunits(9995n, usd).amountMinor, 1000)
    assertEquals(ofMilliunits(-9995n, usd).amountMinor, -1000)
    assertEquals(ofUnits(0n, 5_000_000, usd).amountMinor, 1)
    assertEquals(ofUnits(0n, 4_999_999, usd).amountMinor, 0)
  })

  it.prop("is the same amount from both stores", [Amount], ([cents]) => {
    const [units, rest] = [BigInt(Math.trunc(cents / 100)), cents % 100]
    assertEquals(ofMilliunits(BigInt(cents) * 10n, usd), ofUnits(units, rest * 10_000_000, usd))
    assertEquals(ofMilliunits(BigInt(cents) * 10n, usd).amountMinor, cents)
  })

  it("stays exact where a floating-point number would not", () => {
    assertEquals(ofUnits(90_071_992_547_409n, 910_000_000, usd).amountMinor, Number.MAX_SAFE_INTEGER)
  })
})
