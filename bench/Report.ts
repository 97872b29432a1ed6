import type { Built } from "./Build.ts"
import { type Spread, spreadOf } from "./Stats.ts"
import { plain, plainUsual, serenya } from "./Variants.ts"

/** Of one variant: the runs, and more columns by their titles. */
export interface Measured {
  readonly built: Built
  readonly runs: ReadonlyArray<number>
  readonly more: Readonly<Record<string, string>>
}

const kb = (bytes: number) => (bytes / 1000).toFixed(0)

const print = (titles: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) => {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? "").length)))
  for (const row of [titles, ...rows]) {
    console.log(row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  "))
  }
}

const medianOf = (all: ReadonlyArray<Measured>, pair: string, name: string): number => {
  const found = all.find(({ built }) => built.pair === pair && built.name === name)
  return spreadOf(found?.runs ?? []).median
}

const ratio = (all: ReadonlyArray<Measured>, { pair, name }: Built, against: string): number =>
  medianOf(all, pair, name) / medianOf(all, pair, against)

/** One row per variant; both ratios are of medians within this very run. */
export const table = (all: ReadonlyArray<Measured>, unit: string, digits: number): void => {
  const cells = ({ median, iqr }: Spread) => [median.toFixed(digits), iqr.toFixed(digits)]
  print(
    ["pair", "variant", "KB", "gzip", ...Object.keys(all[0]?.more ?? {}), unit, "IQR", "× plain", "× plain usual"],
    all.map(({ built, runs, more }) => [
      built.pair,
      built.name,
      kb(built.bytes),
      kb(built.gzipBytes),
      ...Object.values(more),
      ...cells(spreadOf(runs)),
      ratio(all, built, plain).toFixed(2),
      ratio(all, built, plainUsual).toFixed(2)
    ])
  )
}

/** The first bar; PERFORMANCE's own follow with the code cache. */
const bar = 1

/** One line per pair: our variant of each pair against plain, built the same way and built as usual. */
export const bars = (all: ReadonlyArray<Measured>, what: string): void => {
  for (const { built } of all.filter(({ built }) => built.name === serenya)) {
    const same = ratio(all, built, plain)
    const usual = ratio(all, built, plainUsual).toFixed(2)
    const verdict = same <= bar ? "met" : "missed"
    console.log(
      `${what}, ${built.pair}: ${same.toFixed(2)} × plain in the same build, ${usual} × plain as usually built; bar ${bar.toFixed(1)}: ${verdict}`
    )
  }
}
