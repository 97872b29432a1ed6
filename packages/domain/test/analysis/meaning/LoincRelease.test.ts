import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { differencesFrom, NotALoincTable, readRelease } from "../../../src/analysis/meaning/LoincRelease.ts"
import { loincSubset } from "../../../src/analysis/meaning/LoincSubset.ts"

const header = '"LOINC_NUM","COMPONENT","STATUS","SHORTNAME","LONG_COMMON_NAME"'
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** A release that agrees with our subset, but for what `change` makes of a line. */
const release = (change: (line: ReadonlyArray<string>) => ReadonlyArray<string> | undefined = (line) => line) => {
  const lines = loincSubset
    .flatMap(({ codes }) => codes)
    .flatMap(({ loinc, longName, shortName }) => {
      const line = change([loinc, "a, b", "ACTIVE", shortName, longName])
      return line === undefined ? [] : [line.map(quoted).join(",")]
    })
  return [header, ...lines].join("\r\n")
}

const differences = (csv: string) => differencesFrom(Result.getOrThrow(readRelease(csv)))

describe("a full LOINC release", () => {
  it("is read with quotes, commas and line breaks inside its fields", () => {
    const terms = Result.getOrThrow(
      readRelease(`\uFEFF${header}\r\n"1-8","a ""b"", c","ACTIVE","Short\r\nname","Long"\n2-6,plain,DEPRECATED,S,L\n`)
    )
    assert.deepStrictEqual(
      [...terms.values()],
      [
        { loinc: "1-8", status: "ACTIVE", shortName: "Short\r\nname", longName: "Long" },
        { loinc: "2-6", status: "DEPRECATED", shortName: "S", longName: "L" }
      ]
    )
  })

  it("that agrees has nothing to report", () => {
    assert.deepStrictEqual(differences(release()), [])
  })

  it("tells which of our codes it has withdrawn, renamed or never had", () => {
    const found = differences(
      release((line) =>
        line[0] === "718-7"
          ? undefined
          : line.map((field) =>
              line[0] === "2345-7" && field === "ACTIVE"
                ? "DEPRECATED"
                : line[0] === "2951-2" && field.startsWith("Sodium [")
                  ? "Natrium"
                  : field
            )
      )
    )
    assert.deepStrictEqual(
      found.map(({ kind, loinc }) => [loinc, kind]),
      [
        ["718-7", "missing"],
        ["2345-7", "not_active"],
        ["2951-2", "renamed"]
      ]
    )
  })

  it("is refused when it is another table, naming the columns it lacks", () => {
    const refused = readRelease("LOINC_NUM,NAME\n1-8,x")
    assert.isTrue(Result.isFailure(refused))
    if (Result.isFailure(refused)) {
      assert.instanceOf(refused.failure, NotALoincTable)
      assert.deepStrictEqual(refused.failure.missing, ["LONG_COMMON_NAME", "SHORTNAME", "STATUS"])
    }
  })
})
