import { Option } from "effect"

/** How far something is: `since` the first count was `first`. */
export interface Pace {
  readonly what: string
  readonly done: number
  readonly first: number
  readonly all: Option.Option<number>
  readonly seconds: number
}

const left = (seconds: number): string => {
  if (seconds < 90) return `${Math.ceil(seconds)} s left`
  return seconds < 90 * 60 ? `${Math.ceil(seconds / 60)} min left` : `${(seconds / 3600).toFixed(1)} h left`
}

const rateOf = (rate: number): string => (rate < 10 ? rate.toFixed(1) : String(Math.round(rate)))

/** `1200 of 5000 rows, 312 rows/s, 13 s left`; who does not know how many there are, or is beyond what was known, says nothing of the end. */
export const line = ({ all, done, first, seconds, what }: Pace): string => {
  const rate = (done - first) / Math.max(0.001, seconds)
  const speed = `${rateOf(rate)} ${what}/s`
  const known = Option.filter(all, (all) => done <= all)
  return Option.match(known, {
    onNone: () => `${done} ${what}, ${speed}`,
    onSome: (all) => {
      const end = rate > 0 ? `, ${left(Math.max(0, all - done) / rate)}` : ""
      return `${done} of ${all} ${what}, ${speed}${end}`
    }
  })
}
