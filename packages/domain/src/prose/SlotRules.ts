import type { Fact } from "./Fact.ts"
import { isEquivalent, isFigure, numbersIn, type Written } from "./FigureRules.ts"
import { plain } from "./PlainRules.ts"

/** A place for one number: what is printed about a fact may be given once in a passage. */
export interface Slot {
  readonly fits: (number: Written) => boolean
}

/** Letters around a number must be printed so, or not be there, or be the unit that follows it. */
const gluesTo = ({ after, before }: Written, printed: Written, unit: string): boolean =>
  (before === "" || before === printed.before) &&
  (after === "" || after === printed.after || plain(unit).startsWith(after))

/** Each number that is printed about a fact, once: in its figures, and in its unit, such as `10^3/uL`. */
export const slotsOf = ({ equivalents, figures, unit }: Fact): ReadonlyArray<Slot> => [
  ...figures.flatMap(({ text, values }) => {
    const parts = numbersIn(plain(text))
    return parts.map((part, index): Slot => {
      const value = parts.length === values.length ? values[index] : undefined
      return {
        fits: (number) =>
          (isFigure(number, part, value) && gluesTo(number, part, unit)) ||
          (parts.length === 1 && equivalents.some((equivalent) => isEquivalent(number, equivalent)))
      }
    })
  }),
  ...numbersIn(plain(unit)).map((part): Slot => ({
    fits: (number) => number.text === part.text && number.before === part.before && number.after === part.after
  }))
]

/** The numbers for which no slot is left when each takes one, found by augmenting paths. */
export const unmatched = (numbers: ReadonlyArray<Written>, slots: ReadonlyArray<Slot>): ReadonlyArray<string> => {
  const taken = new Map<Slot, Written>()
  const place = (number: Written, tried: Set<Slot>): boolean =>
    slots.some((slot) => {
      if (tried.has(slot) || !slot.fits(number)) return false
      tried.add(slot)
      const holder = taken.get(slot)
      if (holder !== undefined && !place(holder, tried)) return false
      taken.set(slot, number)
      return true
    })
  return numbers.flatMap((number) => (place(number, new Set()) ? [] : [number.before + number.text + number.after]))
}
