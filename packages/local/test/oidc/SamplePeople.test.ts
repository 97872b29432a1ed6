import { describe, expect, it } from "vitest"
import { personCalled, samplePeople } from "../../src/oidc/SamplePeople.ts"

describe("sample people", () => {
  it("are found by their ids, and their doubles have addresses of their own", () => {
    expect(personCalled("jane")).toEqual(samplePeople[0])
    expect(personCalled("jane+7f3a")).toMatchObject({
      id: "jane+7f3a",
      email: "jane+7f3a@example.test",
      givenName: "Jane"
    })
  })

  it("are nobody else", () => {
    for (const id of ["nobody", "", "jane+", "jane+A", "jane@example.test", "+7f3a"])
      expect(personCalled(id)).toBeUndefined()
  })
})
