import { assert, describe, it } from "vitest"
import { leaksIn } from "./canary.ts"

// Put together here, so that this file's own output stays clean.
const at = (name: string) => [name, "example.test"].join("@")
const id = "00000000-0000-4000-8000-000000000001"

describe("canary", () => {
  it("finds each kind of personal data on its line", () => {
    const output = [
      "all is well",
      `user ${at("jane")} signed in`,
      `name=${["Ada", "Lovelace"].join(" ")}`,
      `Authorization: Bearer ${["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0In0", "c2lnbmF0dXJlLi4u"].join(".")}`,
      [id, id, "A".repeat(43)].join("."),
      ["Haemoglobin", "10.9 g/dL"].join(": ")
    ].join("\n")
    assert.deepStrictEqual(
      leaksIn(output).map(({ line }) => line),
      [2, 3, 4, 5, 6]
    )
  })

  it("lets ids, versions and test names pass", () => {
    const output = `✓ reads a haemoglobin row\nvitest@5.1.1 node@24.21.0\nUSER#${id}\nresult_${id}_1795183240958_q30PmdtAQEuKVnXg1viUWQAYYIN0`
    assert.deepStrictEqual(leaksIn(output), [])
  })
})
