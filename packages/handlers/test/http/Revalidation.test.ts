import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { matches, tagOf } from "../../src/http/Revalidation.ts"

describe("a validator", () => {
  it.effect("is strong, the same for the same text and another for another", () =>
    Effect.gen(function* () {
      const [one, same, other] = yield* Effect.all([tagOf("a"), tagOf("a"), tagOf("b")])
      assert.match(one, /^"[A-Za-z0-9_-]{43}"$/)
      assert.strictEqual(one, same)
      assert.notStrictEqual(one, other)
    })
  )

  it("is found in a list, also where it came back weak, and as any", () => {
    const tag = '"abc"'
    for (const sent of ['"abc"', '"abc", "x"', 'W/"abc"', '"x", "abc"', 'W/"x",W/"abc"', "*", " * "]) {
      assert.isTrue(matches(sent, tag), sent)
    }
    for (const sent of [undefined, "", "abc", '"abcd"', '"ab", "c"', "W/", '"']) assert.isFalse(matches(sent, tag))
  })
})
