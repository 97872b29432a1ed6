import { assert, layer as withLayer } from "@effect/vitest"
import { AccessTokens } from "@serenya/domain/sessions/AccessTokens"
import { AccountStatus } from "@serenya/domain/users/User"
import { Clock, Context, DateTime, Effect, Equal, Option, Redacted } from "effect"
import { agreed, device } from "../support/Person.ts"
import { type Route, routes } from "./Document.ts"
import { callOf, exampleOf } from "./Examples.ts"
import * as Gateway from "./Gateway.ts"
import * as People from "./People.ts"
import type { Person } from "./People.ts"

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Not at the very end: in memory tokens count up, and the altered one would be somebody else's. */
const flipped = (token: string) => token.replace(/.(?=.{12}$)/, (one) => (one === "A" ? "B" : "A"))

/** The clock as it was so many minutes ago. */
const ago = (minutes: number) =>
  Effect.map(Clock.Clock, (clock): Clock.Clock => {
    const now = () => clock.currentTimeMillisUnsafe() - minutes * 60_000
    const earlier: Clock.Clock = Object.create(clock)
    return Object.assign(earlier, { currentTimeMillis: Effect.sync(now), currentTimeMillisUnsafe: now })
  })

/** A token that was good until a moment ago. */
const expiredToken = Effect.fnUntraced(function* ({ caller }: Person) {
  const { ports } = yield* Gateway.Gateway
  const issued = Context.get(ports, AccessTokens).issue(caller)
  const { token } = yield* Effect.provideService(issued, Clock.Clock, yield* ago(16))
  return Redacted.value(token)
})

const withSession = (person: Person, change: (at: DateTime.Utc) => object) =>
  Effect.flatMap(DateTime.now, (now) =>
    People.alter(person, ({ session = Option.none() }) => ({
      session: Option.map(session, (current) => ({ ...current, ...change(now) }))
    }))
  )

type Spoiling = (person: Person) => Effect.Effect<Readonly<Record<string, string>>, unknown, Gateway.Gateway>

const asTheyAre =
  (headers: (person: Person) => Readonly<Record<string, string>>): Spoiling =>
  (person) =>
    Effect.succeed(headers(person))

const after =
  (event: (person: Person) => Effect.Effect<unknown, unknown, Gateway.Gateway>): Spoiling =>
  (person) =>
    Effect.as(event(person), bearer(person.accessToken))

/** Every way in which a credential is not good, on a person who has a good one. */
const spoilt: Readonly<Record<string, Spoiling>> = {
  "no token": asTheyAre(() => ({})),
  "an empty header": asTheyAre(() => ({ authorization: "" })),
  "a scheme without a token": asTheyAre(() => ({ authorization: "Bearer" })),
  "the token without a scheme": asTheyAre(({ accessToken }) => ({ authorization: accessToken })),
  "another scheme": asTheyAre(({ accessToken }) => ({ authorization: `Basic ${accessToken}` })),
  "a malformed token": asTheyAre(() => bearer("not.a.token")),
  "two tokens": asTheyAre(({ accessToken }) => bearer(`${accessToken} ${accessToken}`)),
  "an altered token": asTheyAre(({ accessToken }) => bearer(flipped(accessToken))),
  "a token of a megabyte": asTheyAre(({ accessToken }) => bearer(accessToken + "A".repeat(2 ** 20))),
  "the refresh token": asTheyAre(({ refreshToken }) => bearer(refreshToken)),
  "the id_token": asTheyAre(({ idToken }) => bearer(idToken)),
  "an expired token": (person) => Effect.map(expiredToken(person), bearer),
  "a token of a revoked session": after((person) => withSession(person, () => ({ status: "revoked" }))),
  "a token of an expired session": after((person) => withSession(person, (now) => ({ expiresAt: now }))),
  "a token of a replaced session": after((person) => withSession(person, () => ({ id: crypto.randomUUID() }))),
  "a token without any session": after((person) => People.alter(person, () => ({ session: Option.none() }))),
  "a token of somebody who was erased": after(People.erase),
  ...Object.fromEntries(
    AccountStatus.literals
      .filter((status) => status !== "active")
      .map((status) => [`a token of a ${status} account`, after((person) => People.alter(person, () => ({ status })))])
  )
}

const requestOf = (route: Route, person: Person) =>
  Effect.map(exampleOf(route, person), (example) => callOf(route, example))

const call = Effect.fnUntraced(function* (route: Route, person: Person, headers: Readonly<Record<string, string>>) {
  const gateway = yield* Gateway.Gateway
  return yield* gateway.call({ ...(yield* requestOf(route, person)), headers })
})

const secured = routes.filter(({ demandsToken }) => demandsToken)
const open = routes.filter(({ demandsToken }) => !demandsToken)

Gateway.suites((name, layer) => {
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`credentials: ${name}`, (it) => {
    for (const route of routes) {
      it.effect(`${route.name} lets in with a good token`, () =>
        Effect.gen(function* () {
          const person = yield* People.newcomer
          const { status, text } = yield* call(route, person, bearer(person.accessToken))
          assert.include(route.successes, status, text)
        })
      )
    }

    for (const [credential, spoil] of Object.entries(spoilt)) {
      it.effect(`${credential} opens no route that demands one`, () =>
        Effect.gen(function* () {
          const gateway = yield* Gateway.Gateway
          for (const route of secured) {
            const person = yield* People.newcomer
            const request = yield* requestOf(route, person)
            const headers = yield* spoil(person)
            const before = yield* People.userOf(person)
            const answer = yield* gateway.call({ ...request, headers })
            assert.deepStrictEqual(
              [answer.status, answer.json.code, answer.headers["www-authenticate"]?.startsWith("Bearer")],
              [401, "UNAUTHENTICATED", true],
              route.name
            )
            assert.notInclude(answer.text, person.email)
            assert.isTrue(Equal.equals(yield* People.userOf(person), before), route.name)
          }
        })
      )

      it.effect(`${credential} closes no route that demands none`, () =>
        Effect.gen(function* () {
          for (const route of open) {
            const spoiltOne = yield* People.newcomer
            const person = yield* People.newcomer
            const { status, text } = yield* call(route, person, yield* spoil(spoiltOne))
            assert.include(route.successes, status, `${route.name}: ${text}`)
          }
        })
      )
    }

    for (const route of secured) {
      it.effect(`${route.name} shows and changes nothing of somebody else's`, () =>
        Effect.gen(function* () {
          const [owner, other] = [yield* People.newcomer, yield* People.newcomer]
          const gateway = yield* Gateway.Gateway
          const request = yield* requestOf(route, owner)
          const before = yield* People.userOf(owner)
          const answer = yield* gateway.call({ ...request, headers: bearer(other.accessToken) })
          // What is named by an id is the owner's; everything else is the caller's own.
          if (route.parameters.some((parameter) => parameter.endsWith("_id"))) assert.strictEqual(answer.status, 404)
          for (const theirs of [owner.email, owner.caller.userId, owner.caller.sessionId]) {
            assert.notInclude(answer.text, theirs)
          }
          assert.isTrue(Equal.equals(yield* People.userOf(owner), before))
          const result = yield* gateway.call({
            method: "GET",
            path: `/api/v1/process/result/${owner.jobId}`,
            headers: bearer(owner.accessToken)
          })
          assert.strictEqual(result.status, 200)
        })
      )
    }

    /** Credentials in a body, and whom they let in after what happened. */
    const presented = Effect.fnUntraced(function* (spoil: Spoiling, tokenOf: (person: Person) => string) {
      const person = yield* People.newcomer
      yield* spoil(person)
      const gateway = yield* Gateway.Gateway
      const body = { refresh_token: tokenOf(person) }
      return yield* gateway.call({ method: "POST", path: "/api/v1/auth/refresh", body })
    })

    it.effect("a refresh token renews nothing where the access token lets nobody in, nor does any other token", () =>
      Effect.gen(function* () {
        const refreshToken = ({ refreshToken }: Person) => refreshToken
        for (const [credential, spoil] of Object.entries(spoilt).filter(([state]) =>
          / of | without any /.test(state)
        )) {
          if (credential.includes("megabyte")) continue
          const { status } = yield* presented(spoil, refreshToken)
          assert.include([401, 403], status, credential)
        }
        const fine = asTheyAre(() => ({}))
        const others: ReadonlyArray<(person: Person) => string> = [
          ({ accessToken }) => accessToken,
          ({ idToken }) => idToken,
          ({ refreshToken }) => flipped(refreshToken),
          ({ caller: { userId, sessionId } }) => `${userId}.${sessionId}.${"A".repeat(43)}`
        ]
        for (const tokenOf of others) assert.include([400, 401], (yield* presented(fine, tokenOf)).status)
        assert.strictEqual((yield* presented(fine, refreshToken)).status, 200)
      })
    )

    it.effect("an id_token signs nobody in whose account is not active", () =>
      Effect.gen(function* () {
        const gateway = yield* Gateway.Gateway
        for (const status of AccountStatus.literals) {
          const person = yield* People.newcomer
          yield* People.alter(person, () => ({ status }))
          const body = { provider: "google", id_token: person.idToken, device }
          const bodies = { "oauth-signin": body, "oauth-onboarding": { ...body, consents: agreed } }
          for (const [path, body] of Object.entries(bodies)) {
            const answer = yield* gateway.call({ method: "POST", path: `/api/v1/auth/${path}`, body })
            assert.strictEqual(answer.status, status === "active" ? 200 : 403, `${path}: ${status}`)
          }
        }
      })
    )
  })
})
