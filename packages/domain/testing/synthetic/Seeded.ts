import { numbers } from "../Mulberry32.ts"

/** A stream of choices that the same seed repeats on every machine. */
export interface Seeded {
  /** Of 0 (inclusive) to 1 (exclusive). */
  readonly next: () => number
  readonly chance: (probability: number) => boolean
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number
  readonly pick: <A>(choices: readonly [A, ...Array<A>] | ReadonlyArray<A>) => A
  readonly shuffled: <A>(all: ReadonlyArray<A>) => ReadonlyArray<A>
}

/** Choices made of mulberry32 numbers. */
export const seeded = (seed: number): Seeded => {
  const next = numbers(seed)
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (choices) => choices[between(0, choices.length - 1)] as (typeof choices)[number],
    shuffled: (all) =>
      all
        .map((one) => ({ one, at: next() }))
        .toSorted((left, right) => left.at - right.at)
        .map(({ one }) => one)
  }
}
