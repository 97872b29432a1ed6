import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import type { RefreshToken } from "@serenya/domain/sessions/RefreshToken"
import { RefreshTokens } from "@serenya/domain/sessions/RefreshTokens"
import { RefreshTokenReused, SessionRevoked } from "@serenya/domain/sessions/SessionErrors"
import { SessionOpening } from "@serenya/domain/sessions/SessionOpening"
import { Sessions } from "@serenya/domain/sessions/Sessions"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as HonestApp from "@serenya/domain/testing/HonestApp"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Array, Effect, Equal, Layer, Option, Random, type Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as JoseAccessTokens from "../../src/sessions/JoseAccessTokens.ts"
import * as WebCryptoRefreshTokens from "../../src/sessions/WebCryptoRefreshTokens.ts"
import * as WebCryptoRandomIds from "../../src/shared/WebCryptoRandomIds.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import { withRealWaits } from "../identity/RealWaits.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as Wire from "../support/Wire.ts"

/** Nothing here is in memory but the secret that signs access tokens. */
const world = Sessions.layer.pipe(
  Layer.provideMerge(SessionOpening.layer),
  Layer.provideMerge(Layer.mergeAll(JoseAccessTokens.layer, WebCryptoRefreshTokens.layer)),
  Layer.provideMerge(DynamoUserStore.layer.pipe(Layer.provideMerge(Wire.layer))),
  Layer.provide(LocalDynamo.layer),
  Layer.provide(Layer.mergeAll(MemorySecretKeys.layer, WebCryptoRandomIds.layer))
)

/** Somebody with a session that has just begun. */
const newcomer = Effect.gen(function* () {
  const id = yield* Fixtures.userId
  const { session, tokens } = yield* (yield* SessionOpening).open(id, Fixtures.origin, Fixtures.at)
  const user = yield* Fixtures.userWith({ id, session: Option.some(session) })
  yield* (yield* UserStore).insert(user)
  return { user, tokens }
})

const story = Effect.fnUntraced(function* (seed: number) {
  const sessions = yield* Sessions
  const wire = yield* Wire.Wire
  const { tokens, user } = yield* newcomer
  const send = (token: Redacted.Redacted<RefreshToken>) => Effect.asSome(Effect.result(sessions.refresh(token)))
  const app = HonestApp.make(tokens, send, { slowest: 20, patience: 60 })

  const places = Array.makeBy(2 + (seed % 9), () => Effect.andThen(app.refresh, app.refresh))
  yield* wire.suffer(...Array.makeBy(seed % 16, () => Wire.delivered), Wire.lostResponse)
  // What is still under way then arrives, and changes nothing.
  yield* Effect.all(places, { concurrency: "unbounded" }).pipe(
    Effect.andThen(Effect.sleep("100 millis")),
    withRealWaits
  )
  assertEquals(app.signedOut, [])
  const { session } = yield* Effect.fromOption(yield* (yield* UserStore).find(user.id))
  const { refreshTokenHash, status } = yield* Effect.fromOption(session)
  const given = Array.dedupeWith(app.answered, Equal.equals)
  const hashes = yield* Effect.forEach(given, ({ refreshToken }) => RefreshTokens.use(({ hash }) => hash(refreshToken)))
  assertEquals(status, "active")
  assertEquals(
    given.filter((_, i) => hashes[i] === refreshTokenHash),
    [app.held()]
  )

  const copy = given[yield* Random.nextIntBetween(0, given.length - 1)] ?? app.held()
  const next = yield* sessions.refresh(app.held().refreshToken)
  yield* TestClock.adjust("31 seconds")
  assertEquals(yield* Effect.flip(sessions.refresh(copy.refreshToken)), new RefreshTokenReused())
  assertEquals(yield* Effect.flip(sessions.refresh(next.refreshToken)), new SessionRevoked())
})

LocalDynamo.suites(() => {
  withLayer(world, { timeout: "60 seconds" })("refreshes on DynamoDB", (it) => {
    for (let seed = 1; seed <= 20; seed++) {
      it.effect(`sign no honest app out, leave one living pair, and throw a thief out (seed ${seed})`, () =>
        Effect.gen(function* () {
          yield* TestClock.setTime(Fixtures.at.epochMilliseconds)
          yield* Random.withSeed(story(seed), seed)
        })
      )
    }

    it.effect("take one read and one conditional write, and a repeated one no write", () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(Fixtures.at.epochMilliseconds)
        const sessions = yield* Sessions
        const wire = yield* Wire.Wire
        const { tokens } = yield* newcomer
        const [pair, calls] = yield* wire.during(sessions.refresh(tokens.refreshToken))
        assertEquals(calls, ["Query", "PutItem"])
        assertTrue(wire.inputs.some((input) => "ConditionExpression" in input && input.ConditionExpression !== ""))
        const [again, repeated] = yield* wire.during(sessions.refresh(tokens.refreshToken))
        assertEquals(again, pair)
        assertEquals(repeated, ["Query"])
      })
    )
  })
})
