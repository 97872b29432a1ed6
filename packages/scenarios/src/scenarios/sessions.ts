import { RefreshToken } from "@serenya/domain/sessions/RefreshToken"
import { Effect, Redacted, Result } from "effect"
import { refused } from "../check/Refused.ts"
import { holds, same } from "../check/Unexpected.ts"
import { newKey } from "../person/NewKey.ts"
import * as Person from "../person/Person.ts"
import * as SignIn from "../person/SignIn.ts"
import * as Scenario from "../Scenario.ts"

/** A token that names the same session and knows another secret. */
const madeUpFrom = (token: Redacted.Redacted<RefreshToken>) =>
  Redacted.make(RefreshToken.make(`${Redacted.value(token).slice(0, -43)}${"A".repeat(43)}`))

export const sessions = Scenario.make({
  name: "sessions",
  story: "stays signed in, refreshes in a race, loses a stolen session, and logs out",
  needs: ["identities"],
  play: Effect.fnUntraced(function* ({ identities, ...target }) {
    const { name } = yield* Person.newcomer(target, identities)
    const nobody = yield* Person.apiAsNobody(target)
    const refresh = (refreshToken: Redacted.Redacted<RefreshToken>) =>
      nobody.auth.refresh({ headers: {}, payload: { refreshToken } })
    const signIn = Effect.gen(function* () {
      const payload = yield* SignIn.claim(identities, "google", name)
      const { tokens } = yield* nobody.auth.signIn({ headers: yield* newKey, payload })
      return tokens
    })
    const apiOf = ({ accessToken }: Effect.Success<typeof signIn>) => Person.apiAs(target, Effect.succeed(accessToken))

    const first = yield* signIn
    const second = yield* refresh(first.refreshToken)
    yield* holds("both tokens are new", Redacted.value(second.refreshToken) !== Redacted.value(first.refreshToken))
    const lost = yield* refresh(first.refreshToken)
    yield* same(
      "the answer to a refresh whose answer was lost",
      Redacted.value(lost.refreshToken),
      Redacted.value(second.refreshToken)
    )

    const racers = yield* Effect.all(
      Array.from({ length: 4 }, () => Effect.result(refresh(second.refreshToken))),
      { concurrency: "unbounded" }
    )
    const won = racers.flatMap((one) => (Result.isSuccess(one) ? [one.success] : []))
    const lostTo = racers.flatMap((one) => (Result.isFailure(one) ? [one.failure._tag] : []))
    yield* holds("a race has a winner", won.length > 0, lostTo)
    yield* holds(
      "who loses a race is told so",
      lostTo.every((tag) => tag === "RefreshRaced" || tag === "ConcurrentUpdate"),
      lostTo
    )
    const [third = second] = won
    yield* (yield* apiOf(third)).user.profile()

    yield* refused("a token that others have overtaken", refresh(first.refreshToken), "RefreshRaced")
    yield* refused("a token that was never issued", refresh(madeUpFrom(third.refreshToken)), "RefreshTokenReused")
    yield* refused("a refresh after that", refresh(third.refreshToken), "SessionRevoked")
    const late = yield* apiOf(second)
    yield* refused("an access token that nobody saw before", late.user.profile(), "Unauthenticated", "SessionRevoked")

    const fresh = yield* signIn
    const api = yield* apiOf(fresh)
    yield* api.user.profile()
    yield* api.auth.logout({ headers: yield* newKey })
    yield* refused("a profile after the logout", api.user.profile(), "SessionRevoked", "Unauthenticated")
    yield* refused("a refresh after the logout", refresh(fresh.refreshToken), "SessionRevoked")
  })
})
