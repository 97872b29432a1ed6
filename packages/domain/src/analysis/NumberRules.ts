/** Which sign a report writes its decimals with; `unknown` when it never shows, or shows both. */
export type DecimalStyle = "point" | "comma" | "unknown"

const spaces = "[ \\u00a0\\u2009\\u202f'’]"

/** A printed number without sign or comparator: `14,500`, `4,69`, `1 250 000`, `1,50,000`, `.5`. */
export const numberPattern = `(?:\\d{1,3}(?:${spaces}\\d{3})+(?![\\d])(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)*|[.,]\\d+)`

const whole = new RegExp(`^([+\\-−–]?)(${numberPattern})$`)
const decisive = {
  point: /(?:^|[^\d.,])(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})(?![\d.,]*\d)/,
  comma: /(?:^|[^\d.,])(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})(?![\d.,]*\d)/
}

/** The style of a whole report, from numbers that can be read in one way only. */
export const decimalStyleOf = (texts: ReadonlyArray<string>): DecimalStyle => {
  const point = texts.some((text) => decisive.point.test(text))
  const comma = texts.some((text) => decisive.comma.test(text))
  return point === comma ? "unknown" : point ? "point" : "comma"
}

const withPoint = (digits: string, style: DecimalStyle): string | null => {
  const signs = digits.replaceAll(/\d/g, "")
  const last = signs.at(-1)
  if (last === undefined) return digits
  const other = last === "." ? "," : "."
  const [head = "", ...groups] = digits.split(last)
  const grouped = groups.every((group) => group.length === 3) && head.length <= 3 && !/^0|^$/.test(head)
  if (signs.length === 1) {
    if (!grouped) return `${head}.${groups.join("")}`
    if (style === "unknown") return null
    return (style === "point") === (last === ".") ? `${head}.${groups.join("")}` : head + groups.join("")
  }
  if (new Set(signs).size === 1) {
    const lakhs = /^\d{1,2}(?:,\d{2})+,\d{3}$/.test(digits)
    return grouped || lakhs ? head + groups.join("") : null
  }
  const thousands = new RegExp(`^\\d{1,3}(?:\\${other}\\d{3})+$`)
  return groups.length === 1 && thousands.test(head) ? `${head.replaceAll(other, "")}.${groups.join("")}` : null
}

/** The number that a text prints, or null when it prints none or could mean two: `1,234` needs a known style. */
export const parseNumber = (text: string, style: DecimalStyle): number | null => {
  const [, sign, digits] = whole.exec(text.trim()) ?? []
  if (digits === undefined) return null
  const plain = withPoint(digits.replaceAll(new RegExp(spaces, "g"), ""), style)
  if (plain === null) return null
  const value = Number(plain)
  return Number.isFinite(value) ? (sign !== "" && sign !== "+" && value !== 0 ? -value : value) : null
}
