const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
]

const two = (number: number) => number.toString().padStart(2, "0")

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const dayOf = (year: number, month: number, day: number): ReadonlyArray<Day> => {
  const longest =
    month === 2
      ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
        ? 29
        : 28
      : [4, 6, 9, 11].includes(month)
        ? 30
        : 31
  return month >= 1 && month <= 12 && day >= 1 && day <= longest && year >= 1900 && year <= 2199
    ? [{ year, month, day }]
    : []
}

const monthNamed = (name: string): number =>
  months.findIndex((month) => month.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1

const readings = (text: string): ReadonlyArray<Day> => {
  const international = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text)
  if (international !== null) return dayOf(Number(international[1]), Number(international[2]), Number(international[3]))
  const local = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text)
  if (local !== null) {
    const [one, other, year] = [Number(local[1]), Number(local[2]), Number(local[3])]
    return [...dayOf(year, other, one), ...(one === other ? [] : dayOf(year, one, other))]
  }
  const worded = /^(\d{1,2})[ -]([a-z]{3,9})\.?[ -]+,?\s?(\d{4})$/i.exec(text)
  return worded === null ? [] : dayOf(Number(worded[3]), monthNamed(worded[2] ?? ""), Number(worded[1]))
}

/** The one day that a printed date can mean; none for `03/04/2026`, which means two. */
const dayPrinted = (text: string): Day | undefined => {
  const days = readings(text.trim())
  return days.length === 1 ? days[0] : undefined
}

const iso = ({ day, month, year }: Day) => `${year}-${two(month)}-${two(day)}`

/** A printed date as ISO 8601 writes it, if it can mean one day only. */
export const isoDate = (text: string): string | undefined => {
  const found = dayPrinted(text)
  return found && iso(found)
}

/** All days that a printed date can mean, as ISO 8601 writes them; none where it is no date that we know. */
export const isoDates = (text: string): ReadonlyArray<string> => readings(text.trim()).map(iso)

/** How a text may write a printed date: as it stands, and in other forms if it can mean one day only. */
export const formsOf = (text: string): ReadonlyArray<string> => {
  const found = dayPrinted(text)
  if (found === undefined) return [text.trim()]
  const { day, month, year } = found
  const name = months[month - 1] ?? ""
  const short = name.slice(0, 3)
  return [
    text.trim(),
    `${year}-${two(month)}-${two(day)}`,
    ...[name, short].flatMap((month) => [
      `${day} ${month} ${year}`,
      `${two(day)} ${month} ${year}`,
      `${month} ${day}, ${year}`,
      `${month} ${day}`,
      `${day} ${month}`
    ])
  ]
}
