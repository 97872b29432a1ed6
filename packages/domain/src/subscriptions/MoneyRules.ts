import type { Currency, Money } from "./Money.ts"

/** ISO 4217 (2024, list one): the currencies whose smallest unit is not a hundredth. */
const digits: ReadonlyMap<string, number> = new Map([
  ...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV"].map(
    (code) => [code, 0] as const
  ),
  ...["XAF", "XOF", "XPF"].map((code) => [code, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
  ["CLF", 4],
  ["UYW", 4]
])

/** How many decimal digits the smallest unit of `currency` has. */
export const minorDigits = (currency: Currency): number => digits.get(currency) ?? 2

/** `amount` units of 10^-`scale`, in the currency's smallest unit; what lies between two is rounded half away from zero. */
const scaled = (amount: bigint, scale: number, currency: Currency): Money => {
  const shift = scale - minorDigits(currency)
  if (shift <= 0) return { amountMinor: Number(amount * 10n ** BigInt(-shift)), currency }
  const unit = 10n ** BigInt(shift)
  const magnitude = amount < 0n ? -amount : amount
  const rounded = (magnitude * 2n + unit) / (unit * 2n)
  return { amountMinor: Number(amount < 0n ? -rounded : rounded), currency }
}

/** Apple's `price`: thousandths of the currency's unit. */
export const ofMilliunits = (milliunits: bigint, currency: Currency): Money => scaled(milliunits, 3, currency)

/** Google's `Money`: whole units, and billionths of one with the same sign. */
export const ofUnits = (units: bigint, nanos: number, currency: Currency): Money =>
  scaled(units * 1_000_000_000n + BigInt(nanos), 9, currency)
