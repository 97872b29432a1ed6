import { assert, layer as withLayer } from "@effect/vitest"
import * as IdempotencyItem from "@serenya/adapters-aws/idempotency/IdempotencyItem"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Context, Effect, Option } from "effect"
import { routes } from "./Document.ts"
import { callOf, exampleOf } from "./Examples.ts"
import * as Gateway from "./Gateway.ts"
import * as People from "./People.ts"
import type { Person } from "./People.ts"

const headers = (person: Person, key: string, correlationId: string) => ({
  authorization: `Bearer ${person.accessToken}`,
  "idempotency-key": key,
  "x-correlation-id": correlationId
})

const upload = Effect.fnUntraced(function* (person: Person) {
  const route = yield* Effect.fromNullishOr(routes.find(({ template }) => template === "/api/v1/process/upload"))
  return callOf(route, yield* exampleOf(route, person))
})

/** Every text in a body, however deep. */
const textsIn = (value: unknown): ReadonlyArray<string> =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [String(value)]

Gateway.suites((name, layer) => {
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`idempotency: ${name}`, (it) => {
    for (const route of routes.filter(({ takesIdempotencyKey }) => takesIdempotencyKey)) {
      it.effect(`${route.name} is done once per key, and answered again`, () =>
        Effect.gen(function* () {
          const { call, kept } = yield* Gateway.Gateway
          const person = yield* People.newcomer
          const request = callOf(route, yield* exampleOf(route, person))
          const first = yield* call({ ...request, headers: headers(person, "wish-1", "first-0001") })
          assert.include(route.successes, first.status, first.text)
          const version = Option.map(yield* People.userOf(person), (user) => user.version)
          const again = yield* call({ ...request, headers: headers(person, "wish-1", "again-0002") })
          // A logout ends the session by which the caller would be known again: the door says so before any key does.
          if (again.status === 401) assert.strictEqual(route.template, "/api/v1/auth/logout")
          else {
            assert.deepStrictEqual([again.status, again.text], [first.status, first.text])
            assert.strictEqual(again.headers["idempotency-replayed"], "true")
            assert.strictEqual(again.headers["x-correlation-id"], "again-0002")
            const other = { ...Object(request.body), "another-wish": true }
            const reused = yield* call({ ...request, body: other, headers: headers(person, "wish-1", "other-0003") })
            assert.deepStrictEqual([reused.status, reused.json.code], [409, "IDEMPOTENCY_KEY_REUSED"])
          }
          assert.deepStrictEqual(
            Option.map(yield* People.userOf(person), (user) => user.version),
            version
          )
          const stored = kept.map((record) => JSON.stringify(IdempotencyItem.encode(record))).join("\n")
          assert.isAbove(kept.length, 0)
          const secrets = [
            person.email,
            person.accessToken,
            person.refreshToken,
            person.idToken,
            ...textsIn(first.json)
          ]
          for (const secret of secrets.filter((text) => text.length > 12)) {
            // Whose it is stands in the key, as it does in every row of theirs.
            if (secret !== person.caller.userId) assert.notInclude(stored, secret)
          }
        })
      )
    }

    it.effect("an upload asked for ten times at once is one grant", () =>
      Effect.gen(function* () {
        const { call } = yield* Gateway.Gateway
        const person = yield* People.newcomer
        const request = yield* upload(person)
        const ten = Array.from({ length: 10 }, (_, n) =>
          call({ ...request, headers: headers(person, "wish-1", `ten-at-once-${n}`) })
        )
        const answers = yield* Effect.all(ten, { concurrency: "unbounded" })
        const granted = answers.filter(({ status }) => status === 201)
        assert.strictEqual(new Set(granted.map(({ text }) => text)).size, 1)
        for (const { json, status } of answers.filter(({ status }) => status !== 201)) {
          assert.deepStrictEqual([status, json.code, json.retryable], [409, "IDEMPOTENCY_IN_PROGRESS", true])
        }
        const user = yield* Effect.fromOption(yield* People.userOf(person))
        assert.strictEqual(Object.keys(user.subscription.usage.reservations).length, 1)
      })
    )

    it.effect("a refresh whose answer was lost gets that answer again, also long after others followed it", () =>
      Effect.gen(function* () {
        const { call } = yield* Gateway.Gateway
        const person = yield* People.newcomer
        const refresh = (refresh_token: string, key: string) =>
          call({
            method: "POST",
            path: "/api/v1/auth/refresh",
            headers: { "idempotency-key": key },
            body: { refresh_token }
          })
        const first = yield* refresh(person.refreshToken, "wish-1")
        const second = yield* refresh(first.json.refresh_token, "wish-2")
        const third = yield* refresh(second.json.refresh_token, "wish-3")
        assert.strictEqual((yield* refresh(person.refreshToken, "wish-1")).text, first.text)
        // No token was spent by it, and no session ended.
        assert.strictEqual((yield* refresh(third.json.refresh_token, "wish-4")).status, 200)
      })
    )

    it.effect("an answer of somebody who was erased is nobody's", () =>
      Effect.gen(function* () {
        const { call, ports } = yield* Gateway.Gateway
        const person = yield* People.newcomer
        const request = {
          ...(yield* upload(person)),
          headers: headers(person, "wish-1", "erased-01")
        }
        assert.strictEqual((yield* call(request)).status, 201)
        const user = yield* Effect.fromOption(yield* People.userOf(person))
        yield* Context.get(ports, UserStore).erase(user)
        assert.strictEqual((yield* call(request)).status, 401)
      })
    )
  })
})
