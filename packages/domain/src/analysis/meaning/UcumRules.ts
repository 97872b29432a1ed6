import type { CuratedTest } from "./CuratedTest.ts"
import { capitalized, ucumTable } from "./UcumTable.ts"

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

/** One spelling for what differs only in type: blanks, micro signs, raised digits, the sign of a product. */
const spelled = (printed: string): string =>
  printed
    .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (digits) => `^${[...digits].map((digit) => superscripts.indexOf(digit)).join("")}`)
    .normalize("NFKC")
    .replaceAll(/[µμ]/g, "u")
    .replaceAll(/[×·]/g, "x")
    .replaceAll("õ", "o")
    .replaceAll(/(?<=\d),(?=\d)/g, ".")
    .replaceAll(/\s+/g, "")
    .replace(/^[([](.*)[)\]]$/, "$1")

const table: ReadonlyMap<string, ReadonlyArray<string>> = (() => {
  const found = new Map<string, Array<string>>()
  for (const [ucum, spellings] of Object.entries(ucumTable))
    for (const spelling of spellings.split(" ")) found.set(spelling, [...(found.get(spelling) ?? []), ucum])
  return found
})()

/**
 * The UCUM code of a printed unit. A spelling that means two units is settled by the test, which is reported in one of
 * them; without one it stays unknown: `mil/mm³` is thousands in one language and millions in another.
 */
export const ucumOf = (printed: string, test: CuratedTest | undefined): string | undefined => {
  const spelling = spelled(printed)
  if (spelling === "") return undefined
  const candidates = capitalized.get(spelling) ?? table.get(spelling.toLowerCase()) ?? []
  const [first, ...others] = candidates
  if (first === undefined || others.length === 0) return first
  const fitting = candidates.filter((ucum) => test?.codes.some(({ units }) => ucum in units) === true)
  return fitting.length === 1 ? fitting[0] : undefined
}
