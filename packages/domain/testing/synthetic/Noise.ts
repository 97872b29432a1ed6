import { widthOf } from "./Helvetica.ts"
import type { Seeded } from "./Seeded.ts"
import { type Hiding, paper, type Sheet, type Written } from "./Sheet.ts"
import type { Wording } from "./Wording.ts"

/** What stands around the results: letterhead, person, dates, remarks, foot. Full of figures that are no results. */
export const frame = (wording: Wording, date: string, random: Seeded) => {
  const remarks = random.shuffled(wording.remarks).slice(0, random.between(1, 3))
  const person = random.shuffled(wording.patient)
  const onPage = ({ down, put, putRight }: Pick<Sheet, "put" | "putRight" | "down">, page: number) => {
    put(wording.laboratory, paper.margin, 14)
    putRight(`${wording.page} ${page}`, paper.width - paper.margin, 8)
    down(14)
    put("12 Example Way · 020 7946 0958 · www.example.test", paper.margin, 7)
    down(22)
    if (page > 1) return down(6)
    for (let index = 0; index < person.length; index += 2) {
      put(person[index] ?? "", paper.margin, 9)
      put(person[index + 1] ?? "", 320, 9)
      down(13)
    }
    put(`${wording.collected}: ${date} 08:15`, paper.margin, 9)
    put(wording.specimen, 320, 9)
    down(24)
    put(wording.title, 220, 13)
    down(26)
  }
  const close = (sheet: Sheet) => {
    sheet.need(60)
    sheet.down(12)
    for (const remark of remarks) {
      sheet.put(remark, paper.margin, 8)
      sheet.down(11)
    }
    sheet.down(8)
    sheet.put(wording.signed, paper.margin, 9)
  }
  return { onPage, close }
}

/** Some programs write a line word by word: each word a run of its own, close behind the last. */
export const splitRuns = (written: ReadonlyArray<Written>, random: Seeded): ReadonlyArray<Written> =>
  written.flatMap((run) => {
    if (/ {2}/.test(run.text) || random.chance(0.5)) return [run]
    let x = run.x
    return run.text.split(/(?<=\s)/).map((word) => {
      const at = x
      x += widthOf(word, run.size)
      return { ...run, text: word, x: at }
    })
  })

const hidings: Readonly<Record<Hiding, (run: Written) => Written>> = {
  tiny: (run) => ({ ...run, size: 0.4 }),
  off_page: (run) => ({ ...run, x: run.x - 900 }),
  white: (run) => run
}

/** A result that nobody sees, in each of the ways to hide it. */
export const addHidden = (written: ReadonlyArray<Written>, random: Seeded): ReadonlyArray<Written> => {
  const at = { page: 1, x: paper.margin, y: random.between(100, 200), size: 9 }
  const lie = `Hemoglobin: ${random.between(2, 5)}.1 g/dL (Reference: 12.0 - 15.5) L`
  return [
    ...written,
    ...(["tiny", "off_page", "white"] as const).map((hidden) => hidings[hidden]({ ...at, text: lie, hidden }))
  ]
}
