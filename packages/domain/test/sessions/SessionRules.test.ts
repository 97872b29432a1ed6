import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Option } from "effect"
import { RefreshTokenHash, SealedPair } from "../../src/sessions/RefreshToken.ts"
import { SessionId } from "../../src/sessions/SessionId.ts"
import { begin, isLive, judge, maxEarlier, type Presented, revoke, rotate } from "../../src/sessions/SessionRules.ts"
import { at, origin } from "../../testing/Fixtures.ts"

const hash = (letter: string) => RefreshTokenHash.make(letter.repeat(43))
const sealed = (text: string) => SealedPair.make(text)
const after = (parts: Partial<DateTime.DateTime.PartsForMath>) => DateTime.add(at, parts)

const id = SessionId.make("5e551011-0000-4000-8000-000000000001")
const other = SessionId.make("5e551011-0000-4000-8000-000000000002")
const grandparent = hash("a")
const parent = hash("b")
const current = hash("c")

const begun = begin(id, current, origin, at)
const rotatedAt = after({ days: 1 })
const rotated = rotate(
  rotate(begin(id, grandparent, origin, at), parent, sealed("pair of parent"), after({ hours: 1 })),
  current,
  sealed("pair of current"),
  rotatedAt
)
const sinceRotation = (parts: Partial<DateTime.DateTime.PartsForMath>) => DateTime.add(rotatedAt, parts)
const successor = sealed("pair of current")
/** Rotated twice within two seconds. */
const hurried = rotate(
  rotate(begin(id, grandparent, origin, at), parent, sealed("pair of parent"), rotatedAt),
  current,
  successor,
  sinceRotation({ seconds: 2 })
)

const cases: ReadonlyArray<readonly [string, Presented, Parameters<typeof judge>]> = [
  ["its token right away", { _tag: "Current" }, [begun, id, current, at]],
  [
    "its token in its last millisecond",
    { _tag: "Current" },
    [begun, id, current, after({ days: 30, milliseconds: -1 })]
  ],
  ["its token after 30 days", { _tag: "Expired" }, [begun, id, current, after({ days: 30 })]],
  ["a stranger's token before any rotation", { _tag: "Spent" }, [begun, id, parent, at]],
  ["a stranger's token after 30 days", { _tag: "Expired" }, [begun, id, parent, after({ days: 30 })]],
  ["its token when rotated", { _tag: "Current" }, [rotated, id, current, rotatedAt]],
  ["the parent at once", { _tag: "Parent", successor }, [rotated, id, parent, rotatedAt]],
  ["the parent after 30 seconds", { _tag: "Parent", successor }, [rotated, id, parent, sinceRotation({ seconds: 30 })]],
  [
    "the parent after 30.001 seconds",
    { _tag: "Spent" },
    [rotated, id, parent, sinceRotation({ seconds: 30, milliseconds: 1 })]
  ],
  ["the parent after 30 days", { _tag: "Expired" }, [rotated, id, parent, after({ days: 30 })]],
  ["the grandparent that was spent a day ago", { _tag: "Spent" }, [rotated, id, grandparent, rotatedAt]],
  ["the grandparent at once", { _tag: "Raced" }, [hurried, id, grandparent, sinceRotation({ seconds: 2 })]],
  [
    "the grandparent 30 s after it was spent",
    { _tag: "Raced" },
    [hurried, id, grandparent, sinceRotation({ seconds: 30 })]
  ],
  [
    "the grandparent 30.001 s after it was spent, the parent being recent",
    { _tag: "Spent" },
    [hurried, id, grandparent, sinceRotation({ seconds: 30, milliseconds: 1 })]
  ],
  ["a made-up token of a hurried session", { _tag: "Spent" }, [hurried, id, hash("z"), sinceRotation({ seconds: 2 })]],
  ["the grandparent after 30 days", { _tag: "Expired" }, [hurried, id, grandparent, after({ days: 30 })]],
  ["the grandparent when revoked", { _tag: "Revoked" }, [revoke(hurried), id, grandparent, rotatedAt]],
  ["a token of an earlier session", { _tag: "Revoked" }, [rotated, other, current, rotatedAt]],
  ["an earlier session's token that is no one's", { _tag: "Revoked" }, [rotated, other, hash("z"), rotatedAt]],
  ["its token when revoked", { _tag: "Revoked" }, [revoke(rotated), id, current, rotatedAt]],
  ["the parent when revoked", { _tag: "Revoked" }, [revoke(rotated), id, parent, rotatedAt]],
  ["its token when revoked and over", { _tag: "Revoked" }, [revoke(rotated), id, current, after({ days: 31 })]]
]

describe("SessionRules", () => {
  for (const [name, expected, input] of cases) {
    it(`judges ${name}: ${expected._tag}`, () => assertEquals(judge(...input), expected))
  }

  it("keeps the end of a session where it was when its tokens rotate", () => {
    assertEquals(rotated.expiresAt, after({ days: 30 }))
    assertEquals(rotated.createdAt, at)
    assertEquals(rotated.lastActivityAt, rotatedAt)
    assertEquals(rotated.refreshTokenHash, current)
    assertEquals(rotated.rotation, Option.some({ parentHash: parent, successor, at: rotatedAt, earlier: [] }))
  })

  it("remembers the tokens spent in the last 30 seconds, newest first, 32 of them at most", () => {
    const letters = Array.from({ length: 40 }, (_, i) => RefreshTokenHash.make(String(i).padStart(43, "x")))
    const spentEach = (milliseconds: number) =>
      letters.reduce(
        (session, next, i) => rotate(session, next, successor, after({ milliseconds: milliseconds * i })),
        begin(id, grandparent, origin, at)
      )
    const earlier = (session: ReturnType<typeof spentEach>) =>
      Option.getOrThrow(session.rotation).earlier.map(({ hash }) => hash)
    assertEquals(earlier(spentEach(1)), letters.slice(0, 38).toReversed().slice(0, maxEarlier))
    assertEquals(earlier(spentEach(10_000)), letters.slice(35, 38).toReversed())
    assertEquals(earlier(spentEach(31_000)), [])
  })

  it("forgets the sealed pair of a revoked session", () => {
    assertEquals(revoke(rotated), { ...rotated, status: "revoked", rotation: Option.none() })
  })

  it("is live until it is over or revoked", () => {
    assertTrue(isLive(begun, after({ days: 30, milliseconds: -1 })))
    assertTrue(!isLive(begun, after({ days: 30 })))
    assertTrue(!isLive(revoke(begun), at))
  })
})
