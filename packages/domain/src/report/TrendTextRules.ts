import type { Draft } from "./Draft.ts"
import { count, day, figure, joined, printed, type Said, said, words } from "./Said.ts"
import type { OutsideSpan, Trend, TrendPoint } from "./Trend.ts"

const unsigned = (text: string) => text.replace(/^-/, "")

/** What was measured on a day; of many values only that there were. */
const valuesOn = (trend: Trend, date: string, unit: string): Said => {
  const texts = [...new Set(trend.points.filter((point) => point.date === date).map(({ text }) => text))]
  return texts.length > 3
    ? words("several values")
    : joined(
        texts.map((text, index) => figure(text, index === texts.length - 1 ? unit : "")),
        " and "
      )
}

const changeOf = ({ change, direction, percent }: Trend): Said => {
  if (change === undefined || direction === "unchanged") return words("")
  const share = percent === undefined ? words("") : said` (${figure(unsigned(percent.text), "%")})`
  return said`, by ${figure(unsigned(change.text))}${share}`
}

const movement = (trend: Trend): Said => {
  const { direction, from, to, unit } = trend
  const [first, last] = [valuesOn(trend, from, unit), valuesOn(trend, to, "")]
  const ends = said`from ${first} on ${day(from)} to ${last} on ${day(to)}`
  switch (direction) {
    case "risen":
      return said`rose ${ends}${changeOf(trend)}.`
    case "fallen":
      return said`fell ${ends}${changeOf(trend)}.`
    case "unchanged":
      return said`was unchanged ${ends}.`
    case "indeterminate":
      return said`went ${ends}; these values do not settle how it changed.`
  }
}

const line = ({ days, points, slopePer30Days: slope }: Trend): Said => {
  if (slope === undefined || days < 3) return words("")
  const values = count(points.length, "value", "values")
  if (slope.value === 0) return said` The line through all ${values} is level.`
  const way = words(slope.value > 0 ? "upwards" : "downwards")
  const days30 = { ...words("thirty days"), counts: [30] }
  return said` The line through all ${values} runs ${way} by ${figure(unsigned(slope.text))} in ${days30}.`
}

const isCritical = ({ flag }: Pick<TrendPoint, "flag">) => flag === "LL" || flag === "HH"

type Side = "below" | "above"

/** What a value on that side lies beyond: its paper's range, or a published limit. */
export const beyond = (side: Side, kind: Trend["kind"], points: ReadonlyArray<Pick<TrendPoint, "flag">>): Said => {
  const isFar = points.some(isCritical)
  if (kind === "vital") return words(`${isFar ? "far " : ""}${side} published limits for adults at rest`)
  return words(isFar ? `${side} a limit at which laboratories tell a doctor at once` : `${side} its printed range`)
}

/** What a value that lies inside lies within. */
const withinWhat = (kind: Trend["kind"]): Said =>
  words(kind === "vital" ? "published limits for adults at rest" : "its printed range")

const before = ({ days }: OutsideSpan): Said =>
  days < 3
    ? words(days < 2 ? "" : ", as on the measured day before it")
    : said`, as on the ${count(days - 1, "measured day", "measured days")} before it`

const position = ({ kind, lastPosition, outside, points, to }: Trend): Said => {
  const last = points.filter((point) => point.date === to)
  if (lastPosition === "open") return words("")
  if (lastPosition === "within") return said` On the last day it was within ${withinWhat(kind)}.`
  const span = outside.at(-1)
  const since = span === undefined || last.some(isCritical) ? words("") : before(span)
  return said` On the last day it was ${beyond(lastPosition, kind, last)}${since}.`
}

/** A trend in words, by template: nothing is said that its numbers do not say. */
export const draftOf = (trend: Trend): Draft => ({
  id: trend.id,
  names: [trend.name, ...trend.printedNames],
  said: said`${printed(trend.name)} ${movement(trend)}${line(trend)}${position(trend)}`
})
