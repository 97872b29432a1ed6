import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Option, Redacted } from "effect"
import { accepting, owedUntil, signing } from "../../src/keys/KeyRingRules.ts"
import type { KeyRing, SecretKey } from "../../src/keys/SecretKeys.ts"
import { at } from "../../testing/Fixtures.ts"

const key = (id: string): SecretKey => ({ id, bytes: Redacted.make(new Uint8Array(32)) })
const first: KeyRing = { current: key("first"), previous: Option.none(), rotatedAt: at }
const rotated: KeyRing = { current: key("second"), previous: Option.some(key("first")), rotatedAt: at }
const after = (minutes: number, milliseconds = 0) => DateTime.add(at, { minutes, milliseconds })

const cases: ReadonlyArray<readonly [string, KeyRing, DateTime.Utc, signs: string, accepted: string]> = [
  ["a ring that was never rotated", first, at, "first", "first"],
  ["a ring that was never rotated, years later", first, after(1_000_000), "first", "first"],
  ["a rotation at once", rotated, at, "first", "first second"],
  ["a rotation while not every function knows it", rotated, after(5, -1), "first", "first second"],
  ["a rotation that every function knows", rotated, after(5), "second", "first second"],
  ["the last moment of the overlap", rotated, after(20, -1), "second", "first second"],
  ["the end of the overlap", rotated, after(20), "second", "second"]
]

describe("KeyRingRules", () => {
  for (const [name, ring, now, signs, accepted] of cases) {
    it(`${name}: signs with ${signs}, accepts ${accepted}`, () => {
      assertEquals(signing(ring, now).id, signs)
      const ids = ["first", "second", "third"].filter((id) => Option.isSome(accepting(ring, id, now)))
      assertEquals(ids.join(" "), accepted)
    })
  }

  it("owes the key before for twenty minutes after a rotation, and nothing where there is none", () => {
    assertEquals(owedUntil(first, at), Option.none())
    assertEquals(owedUntil(rotated, at), Option.some(after(20)))
    assertEquals(owedUntil(rotated, after(20, -1)), Option.some(after(20)))
    assertEquals(owedUntil(rotated, after(20)), Option.none())
  })
})
