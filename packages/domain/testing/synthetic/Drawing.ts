import { type Analyte, analytes, type Form, type Panel, panelTitles } from "./Analytes.ts"
import type { Seeded } from "./Seeded.ts"
import type { TrueRow } from "./Truth.ts"
import { type Language, type Wording, wordings } from "./Wording.ts"

/** One result before a layout decides how to print it. */
export interface Drawn {
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly low: string | undefined
  readonly high: string | undefined
  /** The interval as this laboratory writes intervals; a word where a word is expected. */
  readonly reference: string
  /** On which side of the interval the value lies, as far as value and interval say. */
  readonly side: "low" | "normal" | "high" | "abnormal" | "unsaid"
  readonly previous: string
  readonly isWord: boolean
}

export interface Section {
  readonly title: string
  readonly rows: ReadonlyArray<Drawn>
}

/** What one laboratory measured of one person: the same for every layout. */
export interface Drawing {
  readonly language: Language
  readonly wording: Wording
  readonly sections: ReadonlyArray<Section>
}

/** How one laboratory writes its intervals, throughout a report. */
interface Style {
  readonly two: (low: string, high: string) => string
  readonly most: (high: string) => string
  readonly least: (low: string) => string
}

const styleOf = (wording: Wording, random: Seeded): Style => ({
  two: random.pick([
    (low: string, high: string) => `${low} - ${high}`,
    (low: string, high: string) => `${low}-${high}`,
    (low: string, high: string) => `${low} – ${high}`,
    (low: string, high: string) => `${low} ${wording.to} ${high}`
  ]),
  most: random.pick([
    (high: string) => `<${high}`,
    (high: string) => `< ${high}`,
    (high: string) => `≤${high}`,
    (high: string) => `<= ${high}`,
    (high: string) => `${wording.upTo} ${high}`,
    (high: string) => `${wording.lessThan} ${high}`
  ]),
  least: random.pick([
    (low: string) => `>${low}`,
    (low: string) => `> ${low}`,
    (low: string) => `≥ ${low}`,
    (low: string) => `>=${low}`,
    (low: string) => `${wording.moreThan} ${low}`
  ])
})

const written = (value: number, decimals: number, wording: Wording): string =>
  value.toFixed(decimals).replace(".", wording.decimal)

const drawValue = (form: Form, random: Seeded): number => {
  const low = form.low ?? (form.high ?? 1) * 0.2
  const high = form.high ?? low * 2.2
  const span = high - low
  const roll = random.next()
  if (roll < 0.14) return Math.max(low - span * (0.05 + random.next() * 0.4), low * 0.35)
  if (roll < 0.34) return high + span * (0.05 + random.next() * 0.9)
  return low + span * random.next()
}

const sideOf = (value: number, form: Form, reference: string): Drawn["side"] => {
  const leavesOut = /^[<>](?![=])|[a-z]/i.test(reference) && !/^[≤≥]/.test(reference)
  if (form.low !== undefined && (value < form.low || (form.high === undefined && leavesOut && value === form.low)))
    return "low"
  if (form.high !== undefined && (value > form.high || (form.low === undefined && leavesOut && value === form.high)))
    return "high"
  return "normal"
}

const measured = (analyte: Analyte, language: Language, style: Style, random: Seeded): Drawn => {
  const wording = wordings[language]
  const form = random.pick(analyte.forms)
  const unit = random.pick((form.unit[language] ?? form.unit.en).split("|"))
  const show = (value: number) => written(value, form.decimals, wording)
  const [low, high] = [form.low, form.high].map((edge) => (edge === undefined ? undefined : show(edge)))
  const reference =
    low !== undefined && high !== undefined
      ? style.two(low, high)
      : high !== undefined
        ? style.most(high)
        : style.least(low ?? "")
  // A value beside its own one-sided bound says nothing of how a word such as "up to" counts: keep off the bound.
  let value = Number(drawValue(form, random).toFixed(form.decimals))
  if (value === form.low || value === form.high) value = Number((value + 10 ** -form.decimals).toFixed(form.decimals))
  const isLeast = form.low === undefined && random.chance(0.15)
  const value_ = isLeast ? (form.high ?? 1) / 10 : value
  return {
    name: random.pick(analyte.names[language].split("|")),
    value: isLeast ? `<${show(value_)}` : show(value_),
    unit,
    low,
    high,
    reference,
    side: sideOf(value_, form, reference),
    previous: show(Number(drawValue(form, random).toFixed(form.decimals))),
    isWord: false
  }
}

const worded = (analyte: Analyte, language: Language, random: Seeded): Drawn => {
  const { negative, positive } = wordings[language]
  const isPositive = random.chance(0.2)
  return {
    name: random.pick(analyte.names[language].split("|")),
    value: isPositive ? positive : negative,
    unit: "",
    low: undefined,
    high: undefined,
    reference: negative,
    side: isPositive ? "abnormal" : "normal",
    previous: negative,
    isWord: true
  }
}

/** A report of two to four panels; the same stream of choices draws the same report. */
export const draw = (language: Language, random: Seeded): Drawing => {
  const wording = wordings[language]
  const style = styleOf(wording, random)
  const panels = random.shuffled(Object.keys(panelTitles) as ReadonlyArray<Panel>).slice(0, random.between(2, 4))
  return {
    language,
    wording,
    sections: panels.map((panel) => {
      const own = random.shuffled(analytes.filter((analyte) => analyte.panel === panel)).slice(0, random.between(3, 9))
      return {
        title: panelTitles[panel][language],
        rows: own.map((analyte) =>
          analyte.words === true ? worded(analyte, language, random) : measured(analyte, language, style, random)
        )
      }
    })
  }
}

/** What is true of a row as a layout printed it; what the layout does not print is left out. */
export const truthOf = (row: Drawn, section: string, printed: Partial<TrueRow> = {}): TrueRow => ({
  name: row.name,
  value: row.value,
  unit: row.unit,
  reference_low: row.low ?? null,
  reference_high: row.high ?? null,
  flag: "",
  reference_text: row.reference,
  section,
  kind: "lab",
  ...printed
})
