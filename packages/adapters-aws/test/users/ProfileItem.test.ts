import { assert, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { RefreshTokenHash, SealedPair } from "@serenya/domain/sessions/RefreshToken"
import * as SessionRules from "@serenya/domain/sessions/SessionRules"
import { unknownOrigin } from "@serenya/domain/shared/Origin"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { Cause, DateTime, Effect, Exit, Option, Struct } from "effect"
import { type Item, marshal, type Plain, type PlainMap, unmarshal } from "../../src/dynamo/AttributeValue.ts"
import * as ProfileItem from "../../src/users/ProfileItem.ts"

/** Somebody whose row has every attribute that a row can have. */
const everything = Effect.gen(function* () {
  const begun = yield* Fixtures.session
  const at = (seconds: number) => DateTime.add(Fixtures.at, { seconds })
  const rotate = (session: typeof begun, letter: string, seconds: number) =>
    SessionRules.rotate(session, RefreshTokenHash.make(letter.repeat(43)), SealedPair.make("cGFpcg=="), at(seconds))
  const { privacy_policy: given } = Fixtures.consents
  const { usage } = Fixtures.subscription
  return yield* Fixtures.userWith({
    emailRelay: Option.some({ status: "forwarding", since: at(1) }),
    consents: { ...Fixtures.consents, privacy_policy: { ...given, _tag: "Withdrawn", withdrawnAt: at(2) } },
    subscription: {
      ...Fixtures.subscription,
      billingPeriod: "monthly",
      externalId: "external",
      endDate: at(3),
      usage: { ...usage, reservations: { [yield* JobFixtures.jobId()]: at(4) } }
    },
    device: Option.some({ ...Fixtures.device, publicKey: "key" }),
    session: Option.some(rotate(rotate(begun, "m", 5), "n", 6)),
    biometric: Option.some({ ...Fixtures.biometric, verifiedAt: Option.some(at(7)) })
  })
})

/** The row, and then the row again for each leaf of `part` that `f` puts something else in the place of. */
const altered = (part: Plain, f: (leaf: Plain) => ReadonlyArray<Plain>): ReadonlyArray<Plain> => {
  if (typeof part !== "object" || part === null) return f(part)
  return Object.entries(part).flatMap(([name, child]: [string, Plain]) =>
    altered(child, f).map((other): Plain => {
      return Array.isArray(part) ? part.with(Number(name), other) : { ...part, [name]: other }
    })
  )
}

const isMap = (value: Plain): value is PlainMap => typeof value === "object" && value !== null && !Array.isArray(value)

/** How many rows differ from `user`'s in one leaf, after each was refused. */
const refused = Effect.fnUntraced(function* (
  f: (leaf: Plain) => ReadonlyArray<Plain>,
  decode: (item: Item) => Effect.Effect<unknown> = ProfileItem.decode,
  names?: ReadonlyArray<string>
) {
  const row = unmarshal(yield* ProfileItem.encode(yield* everything))
  const read = names === undefined ? row : Struct.pick(row, names)
  const misfits = altered(read, f).filter(isMap)
  for (const misfit of misfits) {
    const exit = yield* Effect.exit(decode(marshal({ ...row, ...misfit })))
    const told = Exit.isFailure(exit) && Cause.hasDies(exit.cause) ? Cause.pretty(exit.cause) : ""
    assertTrue(told.includes("A profile row does not fit its schema"), JSON.stringify(misfit))
  }
  return misfits.length
})

it.effect("reads what it wrote of somebody who has everything", () =>
  Effect.gen(function* () {
    const user = yield* everything
    assertEquals(yield* ProfileItem.decode(yield* ProfileItem.encode(user)), user)
  })
)

it.effect("stores null for where something came from that nobody wrote down", () =>
  Effect.gen(function* () {
    const user = yield* Fixtures.userWith({ createdFrom: unknownOrigin })
    const item = yield* ProfileItem.encode(user)
    assertEquals([item["created_ip"], item["created_user_agent"]], [{ NULL: true }, { NULL: true }])
    assertEquals(yield* ProfileItem.decode(item), user)
  })
)

it.effect("checks each attribute for being what it is, however deep", () =>
  Effect.gen(function* () {
    const count = yield* refused((leaf) => [typeof leaf === "boolean" ? "true" : true])
    assert.isAbove(count, 90)
  })
)

it.effect("takes no moment that is none: a fraction, or beyond what a date can say", () =>
  Effect.gen(function* () {
    const count = yield* refused((leaf) => (typeof leaf === "number" ? [leaf + 0.5, 1e17, -1e17] : []))
    assert.isAbove(count, 3 * 20)
  })
)

const admission = ["PK", "SK", "entity_type", "schema_version", "id", "account_status", "current_session"]

it.effect("lets nobody in by a row that is not theirs, or a session that is none", () =>
  Effect.gen(function* () {
    const wrong = yield* refused(
      (leaf) => [true, ...(typeof leaf === "number" ? [leaf + 0.5] : [])],
      ProfileItem.decodeAdmission,
      admission
    )
    assert.isAbove(wrong, 20)
    const moved = { ...unmarshal(yield* ProfileItem.encode(yield* everything)), PK: `USER#${yield* Fixtures.userId}` }
    assertTrue(Exit.isFailure(yield* Effect.exit(ProfileItem.decodeAdmission(marshal(moved)))))
  })
)
