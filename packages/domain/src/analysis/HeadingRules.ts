import type { Cell, Line } from "./LineRules.ts"
import { isUnit } from "./UnitRules.ts"

export type Role = "name" | "value" | "unit" | "range" | "low" | "high" | "flag" | "other"

/** A column of a table as its heading names it. `unit` is set where the heading itself is the unit of the values below. */
export interface Column extends Cell {
  readonly role: Role
  readonly unit: string
}

/** What laboratories write above their columns, in the languages we have seen. */
const words: ReadonlyArray<readonly [Role, RegExp]> = [
  [
    "name",
    /^(?:(?:lab(?:oratory)? )?tests?(?: (?:name|description|parameter|performed))?(?: \(units?\))?|analy[st]es?|analysis|anal[iy]se|biomarkers?|investigations?|parameters?|exam(?:ination)?s?|components?|fractions?|observations?|determination|bepaling|onderzoek|untersuchung|messgr(?:oe|o)(?:ss|ß)e|bezeichnung|laborwert|laborparameter|prueba|examen|estudio|analitos?|analito|test|determinaci[oó]n|an[aá]lisis|examens?|esame|exame|test name|name|procedure|blood tests?|tests?\/analytes?|description|item|assay|profile|measurements?)$/
  ],
  [
    "value",
    /^(?:(?:your |patient |observed |current |test |measured |latest |final |actual )?(?:results?|values?)(?: and flag| value| ?(?:\/|&|and|with) ?units?)?|current|found|observed|in range|out of range|resultaat|resultaten|uitslag|waarde|ergebnis|wert|messwert|resultados?|valor|r[eé]sultats?|valeur|risultat[oi]|reading|finding|level|valor(?:es)? (?:obtenidos?|encontrados?|obtidos?|actual|atual)|huidig|istwert)$/
  ],
  [
    "unit",
    /^(?:(?:result )?units?(?: of measure)?|uom|eenheid|eenheden|einheit(?:en)?|unidad(?:es?|e)?|unidades|masseinheit|unit[eé]s?|unit[aà](?: di misura)?)$/
  ],
  [
    "range",
    /^(?:(?:biological |bio\.? ?|normal |standard )?(?:ref(?:erence|erentie|erenz)?\.?|references?|referencia|r[eé]f[eé]rences?|normal|normaal|norm|biological|standard|expected|healthy|desired|target|optimal)(?: ?-?(?:range|ranges|interval|intervals|intervall|values?|limits?|waarden?|bereich|wert|ref(?:erence)?\.?|int\.?))*(?: ?(?:\/|&)? ?\(?(?:interval|units?|range|%|adult)\)?)?|valor(?:es)? de referencia|rango(?: de referencia| normal)?|intervalos? de referencia|intervalle de reference|faixa de referencia|valor(?:es)? normal(?:es)?|normalbereich|normalwerte?|normaalwaarden?|referentie-?interval|valori normali|referentie(?:waarden?|interval)?|referenz(?:bereich|wert)e?|normwert|valeurs? (?:de r[eé]f[eé]rence|usuelles)|normes?|range|intervallo|valori di riferimento|interval)$/
  ],
  [
    "low",
    /^(?:(?:ref(?:erence)?\.? |normal )?(?:low|lower|minimum|min\.?)(?: (?:limit|value|bound|ref(?:erence)?\.?|normal))?)$/
  ],
  [
    "high",
    /^(?:(?:ref(?:erence)?\.? |normal )?(?:high|upper|maximum|max\.?)(?: (?:limit|value|bound|ref(?:erence)?\.?|normal))?)$/
  ],
  [
    "flag",
    /^(?:flags?|status|abnormal(?: flag)?|h\/l|nota|interpretations?|indicator|alert|abn|result flag|evaluation|assessment|remarks?)$/
  ],
  [
    "other",
    /^(?:si (?:results?|values?|units?|range|reference(?: range)?)|methods?|methode|methodology|m[eé]todo|specimens?|sample(?: type)?|previous(?: results?)?(?: and date)?|previous result and date|vorige?(?: (?:uitslag|waarde|resultaat))?|vorwerte?|vorbefund|anteriorites?|(?:valor|resultado)(?:es)? anterior(?:es)?|anterior(?:es)?|historie|last results?|date|comments?|notes?|commentaar|lab|performed|on\/last|dosage|frequency|trend|s\.? ?no\.?|no\.?|#|id|code|loinc)$/
  ]
]

const aDate = /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$/
/** Headings are compared without accents: some are set without, and capitals often are. */
const plain = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[:*]+$|\(e?s\)/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()

const roleOf = (text: string): Role | undefined => words.find(([, pattern]) => pattern.test(plain(text)))?.[0]

/** A heading on two lines is read whole: `Previous` over `Result` is no result of this report. */
const wholeOf = (cell: Cell, above: Line | undefined): string =>
  [...(above?.cells ?? []).filter((upper) => upper.x < cell.end && cell.x < upper.end), cell]
    .map((part) => part.text)
    .join(" ")

const columnOf = (cell: Cell, above?: Line): Column | undefined => {
  const role = roleOf(wholeOf(cell, above)) ?? roleOf(cell.text)
  if (role !== undefined) return { ...cell, role, unit: "" }
  const reference = /^ref(?:erence)?\.? \(?(.*?)\)?$/i.exec(cell.text)?.[1]
  if (reference !== undefined && isUnit(reference)) return { ...cell, role: "range", unit: reference }
  if (isUnit(cell.text)) return { ...cell, role: "value", unit: cell.text.replaceAll(/[()[\]]/g, "") }
  if (aDate.test(cell.text)) return { ...cell, role: "value", unit: "" }
  return undefined
}

/** Beside a column that calls itself the result, dates are earlier ones; of dates alone the first is this report's. */
const withOneResult = (columns: ReadonlyArray<Column>): ReadonlyArray<Column> => {
  const dates = columns.filter((column) => aDate.test(column.text))
  const named = columns.some((column) => column.role === "value" && column.unit === "" && !aDate.test(column.text))
  return columns.map((column) =>
    dates.includes(column) && (named || column !== dates[0]) ? { ...column, role: "other" } : column
  )
}

/** A table may name its panel where others say "test", or leave the place above its names empty. */
const withNames = (columns: ReadonlyArray<Column>): ReadonlyArray<Column> => {
  const first = columns[0]
  if (first === undefined || columns.some((column) => column.role === "name")) return columns
  if (first.role === "other") return [{ ...first, role: "name" }, ...columns.slice(1)]
  return [{ text: "", x: 0, end: Math.max(0, first.x - 20), role: "name", unit: "" }, ...columns]
}

/** The columns of a table when this line is its heading: a place for results, and one for names, units or intervals. */
export const columnsOf = (line: Line, above?: Line): ReadonlyArray<Column> | undefined => {
  const columns = line.cells.map((cell) => columnOf(cell, above) ?? { ...cell, role: "other" as const, unit: "" })
  const unknown = line.cells.filter((cell) => columnOf(cell) === undefined)
  const roles = new Set(columns.map((column) => column.role))
  const named = roles.has("name") || (roles.has("unit") && roles.has("range"))
  if (columns.length - unknown.length < 2 || unknown.length > 1 || !named || !roles.has("value")) return undefined
  return withNames(withOneResult(columns))
}
