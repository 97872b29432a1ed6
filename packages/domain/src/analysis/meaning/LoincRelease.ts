import { Result, Schema } from "effect"
import { loincSubset } from "./LoincSubset.ts"

/** One term of a LOINC release. */
export interface LoincTerm {
  readonly loinc: string
  readonly longName: string
  readonly shortName: string
  readonly status: string
}

/** The text is no `Loinc.csv` or `LoincTableCore.csv`: it lacks one of the columns that are read. */
export class NotALoincTable extends Schema.TaggedError<NotALoincTable>()("NotALoincTable", {
  missing: Schema.Array(Schema.String)
}) {
  override get message() {
    return `This is no LOINC table: it has no column ${this.missing.join(", ")}`
  }
}

/** Comma separated values as RFC 4180 has them: a quoted field may hold commas, line breaks and doubled quotes. */
const rowsOf = (csv: string): ReadonlyArray<ReadonlyArray<string>> => {
  const rows: Array<Array<string>> = [[]]
  for (const [, quoted, plain = "", end = ""] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== ",") rows.push([])
    if (end === "") break
  }
  return rows.filter((row) => row.some((field) => field !== ""))
}

const needed = ["LOINC_NUM", "LONG_COMMON_NAME", "SHORTNAME", "STATUS"] as const

/** The terms of a full LOINC release, as its operator downloads it: the text of `Loinc.csv` or `LoincTableCore.csv`. */
export const readRelease = (csv: string): Result.Result<ReadonlyMap<string, LoincTerm>, NotALoincTable> => {
  const [header = [], ...rows] = rowsOf(csv.replace(/^\uFEFF/, ""))
  const missing = needed.filter((column) => !header.includes(column))
  if (missing.length > 0) return Result.fail(new NotALoincTable({ missing }))
  const field = (row: ReadonlyArray<string>, column: (typeof needed)[number]) => row[header.indexOf(column)] ?? ""
  const terms = rows.map((row) => ({
    loinc: field(row, "LOINC_NUM"),
    longName: field(row, "LONG_COMMON_NAME"),
    shortName: field(row, "SHORTNAME"),
    status: field(row, "STATUS")
  }))
  return Result.succeed(new Map(terms.map((term) => [term.loinc, term])))
}

/** Where our subset differs from a release: a code it does not have, has withdrawn, or names otherwise. */
export interface Difference {
  readonly loinc: string
  readonly ours: string
  readonly theirs: string
  readonly kind: "missing" | "not_active" | "renamed"
}

/** What an operator should look at after a new release: an empty list means that our subset is up to date. */
export const differencesFrom = (release: ReadonlyMap<string, LoincTerm>): ReadonlyArray<Difference> =>
  loincSubset
    .flatMap((test) => test.codes)
    .flatMap(({ loinc, longName }): ReadonlyArray<Difference> => {
      const term = release.get(loinc)
      if (term === undefined) return [{ loinc, ours: longName, theirs: "", kind: "missing" }]
      if (term.status !== "ACTIVE") return [{ loinc, ours: longName, theirs: term.status, kind: "not_active" }]
      return term.longName === longName ? [] : [{ loinc, ours: longName, theirs: term.longName, kind: "renamed" }]
    })
