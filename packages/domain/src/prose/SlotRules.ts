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

/** What finds no place of its own when each takes one that it fits, by augmenting paths. */
export const placeless = <A, Place>(
  seekers: ReadonlyArray<A>,
  places: ReadonlyArray<Place>,
  fits: (seeker: A, place: Place) => boolean
): ReadonlyArray<A> => {
  const taken = new Map<Place, A>()
  const place = (seeker: A, tried: Set<Place>): boolean =>
    places.some((one) => {
      if (tried.has(one) || !fits(seeker, one)) return false
      tried.add(one)
      const holder = taken.get(one)
      if (holder !== undefined && !place(holder, tried)) return false
      taken.set(one, seeker)
      return true
    })
  return seekers.filter((seeker) => !place(seeker, new Set()))
}

/** The numbers for which no slot is left when each takes one. */
export const unmatched = (numbers: ReadonlyArray<Written>, slots: ReadonlyArray<Slot>): ReadonlyArray<string> =>
  placeless(numbers, slots, (number, slot) => slot.fits(number)).map(
    (number) => number.before + number.text + number.after
  )
