import type { QuestionReason } from "./DoctorReport.ts"
import type { Measurement } from "./Measurement.ts"
import { count, day, figure, joined, printed, type Said, said, words } from "./Said.ts"
import type { Trend } from "./Trend.ts"
import { beyond } from "./TrendTextRules.ts"

/** A question before it is worded. `names` are what it is about, by every name. */
export interface Asked {
  readonly reason: QuestionReason
  readonly names: ReadonlyArray<string>
  readonly said: Said
  readonly measurementIds: ReadonlyArray<string>
}

/** A visit is short. */
const mostQuestions = 12

const namesOf = (measurement: Measurement): ReadonlyArray<string> => [
  measurement.nameNormalized ?? measurement.name,
  measurement.name
]

const onDay = ({ date }: Measurement): Said =>
  date === undefined ? words(", on a day that is not certain") : said` on ${day(date)}`

const valueOf = ({ unit, valueText }: Measurement): Said => figure(valueText, unit)

const isFar = ({ flag }: Pick<Measurement, "flag">) => flag === "LL" || flag === "HH"
const sideOf = ({ flag }: Pick<Measurement, "flag">) => (flag === "L" || flag === "LL" ? "below" : "above")

const about = (reason: QuestionReason, measurement: Measurement, said: Said): Asked => ({
  reason,
  names: namesOf(measurement),
  said,
  measurementIds: [measurement.id]
})

/** What one measurement by itself gives reason to ask. */
const ofMeasurement = (measurement: Measurement): Asked | undefined => {
  const { kind } = measurement
  const [name = ""] = namesOf(measurement)
  const told = said`${printed(name)} was ${valueOf(measurement)}${onDay(measurement)}`
  if (isFar(measurement)) {
    const limit = beyond(sideOf(measurement), kind, [measurement])
    return about("critical_value", measurement, said`${told}, ${limit}. Has this been followed up?`)
  }
  if (measurement.flag === "L" || measurement.flag === "H") {
    const range = beyond(sideOf(measurement), kind, [measurement])
    return about("outside", measurement, said`${told}, ${range}. What may explain it, and should it be measured again?`)
  }
  if (measurement.flag === "A" && kind === "vital")
    return about(
      "outside",
      measurement,
      said`${told}, one number above and one below published limits for adults at rest. What may explain it?`
    )
  return measurement.flag === "A"
    ? about(
        "unexpected_word",
        measurement,
        said`${told}, which is not what its paper expects. What does it mean for me?`
      )
    : undefined
}

const isSteady = ({ direction, points }: Trend): boolean =>
  (direction === "risen" || direction === "fallen") &&
  points.length >= 3 &&
  new Set(points.map(({ date }) => date)).size === points.length &&
  points.every(({ comparator }) => comparator === undefined) &&
  points.every((point, index) => {
    const before = points[index - 1]
    return before === undefined || (direction === "risen" ? point.value > before.value : point.value < before.value)
  })

const valueOn = ({ points, unit }: Trend, date: string): Said => {
  const [only, ...others] = points.filter((point) => point.date === date)
  return only === undefined || others.length > 0 ? words("") : said`: ${figure(only.text, unit)}`
}

/** What the course of values gives reason to ask: the first rule that applies. */
const ofTrend = (trend: Trend): Asked | undefined => {
  const { direction, kind, lastPosition, name, outside, points, printedNames, to, unit } = trend
  const asked = (reason: QuestionReason, said: Said): Asked => ({
    reason,
    names: [name, ...printedNames],
    said: joined([printed(name), said], " "),
    measurementIds: points.map(({ measurementId }) => measurementId)
  })
  const critical = points.findLast(isFar)
  if (critical !== undefined) {
    const where = said`${beyond(sideOf(critical), kind, [critical])} on ${day(critical.date)}: ${figure(critical.text, unit)}`
    return asked("critical_value", said`was ${where}. Has this been followed up?`)
  }
  const span = outside.at(-1)
  if (span !== undefined && (lastPosition === "below" || lastPosition === "above")) {
    const value = valueOn(trend, to)
    const where = said`was ${beyond(lastPosition, kind, [])} on ${day(to)}${value}`
    if (span.days === 1)
      return asked("newly_outside", said`${where}. What may explain it, and should it be measured again?`)
    const times = count(span.days, "measured days", "measured days")
    return asked("stays_outside", said`${where}, and on all of the last ${times}. What may explain it?`)
  }
  if (span !== undefined && lastPosition === "within") {
    const where = beyond(span.side, kind, [])
    return asked("back_within", said`was ${where} until ${day(span.to)}. Should it be watched?`)
  }
  return isSteady(trend)
    ? asked("moves_steadily", said`has ${words(direction)} on every measured day up to ${day(to)}. Does this matter?`)
    : undefined
}

const order: ReadonlyArray<QuestionReason> = [
  "critical_value",
  "stays_outside",
  "newly_outside",
  "unexpected_word",
  "outside",
  "moves_steadily",
  "back_within",
  "unverified_values",
  "unclear_dates",
  "open"
]

const plainly = (reason: QuestionReason, text: string, measurementIds: ReadonlyArray<string> = []): Asked => ({
  reason,
  names: [],
  said: words(text),
  measurementIds
})

const idsOf = (measurements: ReadonlyArray<Measurement>) => measurements.map(({ id }) => id)

const ofTrouble = (measurements: ReadonlyArray<Measurement>): ReadonlyArray<Asked> => {
  const unverified = measurements.filter(({ grounding }) => grounding !== "verified")
  const unclear = measurements.filter(({ undated }) => undated !== undefined)
  const confirm = "Some values could not be checked against their documents. Can you compare them with your records?"
  const when = "Some results carry no certain day. Do your records say when they were taken?"
  return [
    ...(unverified.length > 0 ? [plainly("unverified_values", confirm, idsOf(unverified))] : []),
    ...(unclear.length > 0 ? [plainly("unclear_dates", when, idsOf(unclear))] : [])
  ]
}

const open = plainly(
  "open",
  "Is there anything in these results that you would like to look at more closely or measure again?"
)

/** The blood pressure of the last day that has one: its trends are of its two numbers, of which by itself nothing is said. */
const lastPressure = (all: ReadonlyArray<Measurement>): ReadonlyArray<Measurement> => {
  const dated = all.filter(({ date, vitalType }) => vitalType === "blood_pressure" && date !== undefined)
  const last = dated.at(-1)
  return dated.filter(({ date }) => date === last?.date)
}

/** What to ask, the most pressing first. `alone` are the measurements that no trend tells of. */
export const questionsOf = (
  trends: ReadonlyArray<Trend>,
  alone: ReadonlyArray<Measurement>,
  all: ReadonlyArray<Measurement>
): readonly [Asked, ...Array<Asked>] => {
  const single = [...new Set([...alone, ...lastPressure(all)])]
  const found = [...trends.map(ofTrend), ...single.map(ofMeasurement)].filter((asked) => asked !== undefined)
  const [first = open, ...others] = [...found, ...ofTrouble(all)].toSorted(
    (one, other) => order.indexOf(one.reason) - order.indexOf(other.reason)
  )
  return [first, ...others.slice(0, mostQuestions - 1)]
}
