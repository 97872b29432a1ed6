import type { PageText, ReadDocument } from "../../src/analysis/ReadDocument.ts"
import { draw } from "./Drawing.ts"
import { layouts } from "./Layouts.ts"
import { addHidden, frame, splitRuns } from "./Noise.ts"
import { type Seeded, seeded } from "./Seeded.ts"
import { pagesOf, sheet, type Written } from "./Sheet.ts"
import type { TrueRow } from "./Truth.ts"
import { type Language, languages, wordings } from "./Wording.ts"

/** A report of an invented person, set by one layout, with all that it prints. */
export interface Report {
  readonly name: string
  readonly layout: string
  readonly language: Language
  readonly written: ReadonlyArray<Written>
  readonly truth: ReadonlyArray<TrueRow>
}

export interface Options {
  /** Adds text that a person cannot see, with results that must not be reported. */
  readonly hidden?: boolean
}

const one = (layout: string, language: Language, date: string, random: Seeded): Pick<Report, "written" | "truth"> => {
  const set = layouts[layout]
  if (set === undefined) throw new Error(`No layout ${layout}`)
  const drawing = draw(language, random)
  const own = frame(wordings[language], date, random)
  const paper = sheet(own.onPage)
  paper.turn()
  const truth = set(paper, drawing, random)
  own.close(paper)
  return { written: paper.written(), truth }
}

/** The report that a seed draws in a layout and language. One in ten files holds two reports, of two days. */
export const report = (seed: number, layout: string, language: Language, { hidden = false }: Options = {}): Report => {
  const random = seeded(seed)
  const first = one(layout, language, "12/05/2026", random)
  const pages = Math.max(...first.written.map(({ page }) => page))
  const second = random.chance(0.1) ? one(layout, language, "03/02/2026", random) : undefined
  const all = [...first.written, ...(second?.written ?? []).map((run) => ({ ...run, page: run.page + pages }))]
  const written = random.chance(0.25) ? splitRuns(all, random) : all
  return {
    name: `${language}-${layout}-${seed}`,
    layout,
    language,
    written: hidden ? addHidden(written, random) : written,
    truth: [...first.truth, ...(second?.truth ?? [])]
  }
}

/** Reports enough that every layout meets every language, `rounds` times. */
export const corpus = (seed: number, rounds: number, options: Options = {}): ReadonlyArray<Report> =>
  Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    Object.keys(layouts).flatMap((layout, place) =>
      languages.map((language, own) => report(seed + round * 10_000 + place * 100 + own, layout, language, options))
    )
  )

/** The report as a `DocumentReader` hands it on. */
export const documentOf = ({ written }: Report): ReadDocument => ({
  fileType: "pdf",
  bytes: new Uint8Array(),
  pages: pagesOf(written) satisfies ReadonlyArray<PageText>,
  picturePages: [],
  hidesText: written.some(({ hidden }) => hidden !== undefined)
})
