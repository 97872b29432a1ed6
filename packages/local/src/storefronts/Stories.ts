import { Duration, Schema, Struct } from "effect"
import type { Happening } from "./Sale.ts"

/** What becomes of a line, and how long after it was bought. */
export interface Step {
  readonly after: Duration.Duration
  readonly what: Happening
}

const step = (days: number, what: Happening): Step => ({ after: Duration.days(days), what })

/** What becomes of a monthly plan in 90 days. */
const told = {
  loyal: [step(31, "renewed"), step(62, "renewed")],
  lapsing: [step(20, "cancelled"), step(32, "lapsed")],
  failing: [step(31, "payment_failed"), step(48, "held"), step(62, "lapsed")],
  recovering: [step(31, "payment_failed"), step(35, "recovered"), step(66, "renewed")],
  upgrading: [step(31, "renewed"), step(70, "upgraded")],
  regretting: [step(31, "renewed"), step(40, "refunded")],
  eventful: [
    step(20, "cancelled"),
    step(31, "renewed"),
    step(62, "renewed"),
    step(75, "upgraded"),
    step(89, "refunded")
  ]
} as const satisfies Readonly<Record<string, ReadonlyArray<Step>>>

export const StoryName = Schema.Literals(Struct.keys(told))
export type StoryName = typeof StoryName.Type

export const stories: Readonly<Record<StoryName, ReadonlyArray<Step>>> = told

export const length = Duration.days(90)
