/** An exact number: `over` is positive, and the two have no common divisor. */
export interface Fraction {
  readonly top: bigint
  readonly over: bigint
}

const divisor = (one: bigint, other: bigint): bigint => (other === 0n ? one : divisor(other, one % other))
const magnitude = (number: bigint) => (number < 0n ? -number : number)

/** `over` must not be zero. */
export const fraction = (top: bigint, over = 1n): Fraction => {
  const common = divisor(magnitude(top), magnitude(over)) || 1n
  const sign = over < 0n ? -1n : 1n
  return { top: (sign * top) / common, over: (sign * over) / common }
}

export const zero = fraction(0n)

/** The decimal that a finite number prints as, taken literally: 0.1 is one tenth. */
export const exactly = (value: number): Fraction => {
  const [, sign = "", whole = "", decimals = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? []
  const power = Number(exponent) - decimals.length
  const digits = BigInt(`${sign}${whole}${decimals}`)
  return power < 0 ? fraction(digits, 10n ** BigInt(-power)) : fraction(digits * 10n ** BigInt(power))
}

export const plus = (one: Fraction, other: Fraction): Fraction =>
  fraction(one.top * other.over + other.top * one.over, one.over * other.over)

export const minus = (one: Fraction, other: Fraction): Fraction => plus(one, { top: -other.top, over: other.over })

export const times = (one: Fraction, other: Fraction): Fraction => fraction(one.top * other.top, one.over * other.over)

/** `other` must not be zero. */
export const by = (one: Fraction, other: Fraction): Fraction => fraction(one.top * other.over, one.over * other.top)

/** Negative, zero or positive as `one` is less than, equal to or more than `other`. */
export const compared = (one: Fraction, other: Fraction): number => {
  const difference = one.top * other.over - other.top * one.over
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
