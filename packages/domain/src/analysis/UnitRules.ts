const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

const plain = (text: string): string =>
  text
    .replaceAll(
      /(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
      (digits) => `^${[...digits].map((digit) => superscripts.indexOf(digit)).join("")}`
    )
    .normalize("NFKC")
    .replaceAll(/[µμ]/g, "u")
    .trim()
    .toLowerCase()

/** A power of ten; without its sign, as some text layers lose it, only before a stroke or after a cross. */
const tenth = "(?:(?:[x×*] ?)?10 ?[\\^*e] ?\\d{1,2}|[x×*] ?10 ?\\d{1,2}|10 ?(?:3|6|9|12)(?= ?/))"

/** What may stand alone or above or below a stroke: SI and the words laboratories print. */
const atom = [
  "% (?:of (?:total )?h[gb]b?|by w(?:eigh)?t)",
  "%",
  "‰",
  "°?[cf]",
  "°",
  "[munpfkdc]?(?:g|mol|l|eq|osm|m|iu|u|kat|bq|s)",
  "mc?g",
  "gm",
  "[np]l",
  "mil",
  "milh(?:oes|ões)",
  "mcg",
  "micg",
  "mclg",
  "mcl",
  "mc?iu",
  "[mku]?i?u",
  "[mkun]?ui",
  "[ra]u",
  "au",
  "pfu",
  "cfu",
  "kve",
  "gpl",
  "mpl",
  "fl",
  "pg",
  "cells?",
  "cel",
  "copies",
  "kopies",
  "mm[23³²]",
  "cu ?mm",
  "cmm",
  "c\\.?mm",
  "hpf",
  "lpf",
  "veld",
  "field",
  "h",
  "hr",
  "hrs",
  "hour",
  "uur",
  "1st hr",
  "1st hour",
  "min",
  "mins",
  "minutes",
  "sec",
  "secs",
  "seconds?",
  "day",
  "d",
  "24 ?h(?:rs?|ours?)?",
  "mm ?hg",
  "bpm",
  "beats",
  "breaths",
  "ratio",
  "index",
  "titer",
  "titre",
  "s/co",
  "coi",
  "mill?(?:ion)?\\.?",
  "mio\\.?",
  "milj\\.?",
  "millones",
  "thou(?:s(?:and)?)?",
  "lakhs?",
  "k",
  "m",
  "[gt]",
  "tsd",
  "x ?1[.,]?000",
  tenth,
  "1[.,]73(?: ?m\\^?2?)?",
  "m\\^?2",
  "kg",
  "inch(?:es)?",
  "lbs?",
  "ft",
  "cm",
  "mm",
  "mv",
  "kpa",
  "mosm",
  "mg%",
  "g%",
  "ng",
  "mval",
  "ug"
].join("|")
const tail = "(?:rbc|feu|ddu|fibrinogen equivalent units|creat\\w*|crea|hb|hgb|cells?|wbc|eq|ser|he)"
const power = `(?:${tenth} ?|million |mill? |lakhs? |thou(?:sand)? )?`
const unit = new RegExp(`^${power}(?:${atom}|${power}/ ?(?:${atom}))(?: ?/ ?(?:${atom}))*(?: ?${tail})?$`)
const strong = /\/|^%|^fl$|^pg$|^(?:[munpkd]?mol|s|sec|seconds?|ratio)$/

/** Whether a text is a unit of measurement and nothing else. A letter alone is a flag, `L` is no litre here; only `s` is none. */
export const isUnit = (text: string): boolean => {
  const bare = plain(text).replace(/^[([](.*)[)\]]$/, "$1")
  return !/^[a-rt-z]?$/.test(bare) && bare.length <= 32 && unit.test(bare)
}

/** A unit that hardly anything but a laboratory result has: `mg/dL`, not `cm` or `mg`. */
export const isLaboratoryUnit = (text: string): boolean =>
  isUnit(text) && strong.test(plain(text)) && !/\/ ?(?:day|d|kg)$/.test(plain(text))

/** The unit that a name ends with: `Glucose (mg/dL)`, but not `Magnesium (Mg)`. */
export const unitInName = (name: string): string => {
  const end = /[([]([^()[\]]+)[)\]]$/.exec(name)?.[1] ?? ""
  return isLaboratoryUnit(end) || end === "mm" ? end : ""
}

/** Splits the longest unit off the front of a text. */
export const takeUnit = (text: string): { readonly unit: string; readonly rest: string } => {
  const words = text.split(/(?<=\s)/)
  for (let count = Math.min(4, words.length); count > 0; count -= 1) {
    const front = words.slice(0, count).join("").trim()
    if (isUnit(front)) return { unit: front, rest: words.slice(count).join("").trim() }
  }
  const glued = /^(%)(?=[([]|$)/.exec(text)
  return glued === null ? { unit: "", rest: text } : { unit: "%", rest: text.slice(1).trim() }
}

/** Splits a unit off the end of a text, as in `70 - 100 mg/dL`. */
export const dropUnit = (text: string): { readonly unit: string; readonly rest: string } => {
  const words = text.split(/(?<=\s)/)
  for (let count = Math.min(4, words.length - 1); count > 0; count -= 1) {
    const end = words.slice(-count).join("").trim()
    if (isUnit(end)) return { unit: end, rest: words.slice(0, -count).join("").trim() }
  }
  const glued = /^(.*\d)(%|[a-zµμ]+\/[a-zµμ]+)$/i.exec(text)
  const [, rest = "", end = ""] = glued ?? []
  return glued !== null && isUnit(end) ? { unit: end, rest } : { unit: "", rest: text }
}
