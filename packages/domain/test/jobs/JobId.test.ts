import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Option, Schema } from "effect"
import { checkCharacters } from "../../src/jobs/CheckCharacters.ts"
import { JobId, JobKind, makeJobId, partsOf } from "../../src/jobs/JobId.ts"
import { UserId } from "../../src/users/UserId.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"

const decode = Schema.decodeUnknownOption(JobId)
const random = "aZ09-_aZ09-_aZ09-_aZ09"
const ids = JobKind.literals.map((kind) => makeJobId(kind, JobFixtures.userId, JobFixtures.at, random))

const Random = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{22}$/))
const Moment = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9_999_999_999_999 }))
const UserNumber = Schema.String.check(Schema.isPattern(/^[0-9a-f]{12}$/))

describe("JobId", () => {
  it("is built as the storage layout says", () => {
    const name = `result_${JobFixtures.userId}_1772357400123_${random}`
    assertEquals<string | undefined>(ids[0], name + checkCharacters(name))
  })

  it("is computed with CRC-32 as everybody knows it", () => {
    // The standard's check value: CRC-32 of "123456789" is CBF43926; in six digits of base 64 that is 3 11 61 3 36 38.
    assertEquals(checkCharacters("123456789"), "DL9Dkm")
  })

  it("is refused with any one character changed, at whatever place", () => {
    const letters = Array.from({ length: 95 }, (_, code) => String.fromCharCode(32 + code))
    for (const id of ids) {
      for (let place = 0; place < id.length; place++) {
        for (const letter of letters) {
          if (letter === id[place]) continue
          assertEquals(decode(id.slice(0, place) + letter + id.slice(place + 1)), Option.none())
        }
      }
    }
  })

  it("is refused with any character missing, doubled or swapped with a different neighbour", () => {
    for (const id of ids) {
      for (let place = 0; place < id.length; place++) {
        assertEquals(decode(id.slice(0, place) + id.slice(place + 1)), Option.none())
        assertEquals(decode(id.slice(0, place + 1) + id.slice(place)), Option.none())
        if (id[place] === id[place + 1] || place + 1 === id.length) continue
        const swapped = id.slice(0, place) + id.charAt(place + 1) + id.charAt(place) + id.slice(place + 2)
        assertEquals(decode(swapped), Option.none())
      }
    }
  })

  for (const wrong of [
    "",
    " ",
    "result",
    `${ids[0]}\n`,
    ` ${ids[0]}`,
    `${ids[0]}/../x`,
    `incoming/${ids[0]}`,
    ids[0]?.toUpperCase()
  ]) {
    it(`is not ${JSON.stringify(wrong)?.slice(0, 20)}`, () => assertEquals(decode(wrong), Option.none()))
  }

  it.prop(
    "gives back what it was made of",
    [JobKind, UserNumber, Moment, Random],
    ([kind, number, moment, text]) => {
      const userId = UserId.make(`0f0f0f0f-0000-4000-8000-${number}`)
      const createdAt = DateTime.makeUnsafe(moment)
      const id = makeJobId(kind, userId, createdAt, text)
      assertEquals(decode(id), Option.some(id))
      assertEquals(partsOf(id), { kind, userId, createdAt })
      assertTrue(/^[A-Za-z0-9_-]+$/.test(id))
    },
    { arbitrary: { runs: 300 } }
  )
})
