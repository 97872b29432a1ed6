import type { Fraction } from "./Fraction.ts"

const magnitude = (number: bigint) => (number < 0n ? -number : number)

/** With that many decimals, halves away from zero: `1.25` with one is `1.3`. Never `-0`. */
export const withDecimals = ({ over, top }: Fraction, decimals: number): string => {
  const scaled = (magnitude(top) * 10n ** BigInt(decimals) * 2n + over) / (over * 2n)
  const digits = scaled.toString().padStart(decimals + 1, "0")
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return top < 0n && scaled !== 0n ? `-${text}` : text
}

/** The place of the first digit that is not zero: 0 for units, 1 for tens, -1 for tenths. */
const leading = ({ over, top }: Fraction): number => {
  const size = magnitude(top)
  let place = size.toString().length - over.toString().length
  const reaches = (at: number) => (at >= 0 ? size >= over * 10n ** BigInt(at) : size * 10n ** BigInt(-at) >= over)
  if (!reaches(place)) place -= 1
  return place
}

/** How many decimals show that many significant digits; whole numbers are never rounded to tens. */
const decimalsFor = (value: Fraction, significant: number): number =>
  value.top === 0n ? 0 : Math.max(0, significant - 1 - leading(value))

/** With that many significant digits or, where the whole part has more, as a whole number. */
export const withSignificant = (value: Fraction, significant: number): string =>
  withDecimals(value, decimalsFor(value, significant))

/** How many decimals it takes to write it out; it must be a decimal, such as a number of JavaScript's is. */
export const decimalsOf = ({ over }: Fraction): number => {
  let decimals = 0
  for (let power = 1n; power % over !== 0n; power *= 10n) decimals += 1
  return decimals
}
