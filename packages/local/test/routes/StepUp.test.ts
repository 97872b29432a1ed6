import { assert, layer as withLayer } from "@effect/vitest"
import { DateTime, Effect, Equal, Option } from "effect"
import { routes } from "./Document.ts"
import { callOf, exampleOf } from "./Examples.ts"
import * as Gateway from "./Gateway.ts"
import * as People from "./People.ts"
import * as Phones from "./Phones.ts"

const sensitive = routes.filter(({ demandsStepUp }) => demandsStepUp)

Gateway.suites((name, layer) => {
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`step-up: ${name}`, (it) => {
    it("is promised for some routes", () => assert.isNotEmpty(sensitive))

    for (const route of sensitive) {
      it.effect(`${route.name} demands a fresh proof of who registered a phone, and takes one`, () =>
        Effect.gen(function* () {
          const { call } = yield* Gateway.Gateway
          const person = yield* People.newcomer
          const phone = yield* Phones.registered(person)
          // Whoever signed in a moment ago may replace or remove a key: this session is older.
          yield* People.alter(person, ({ session = Option.none() }) => ({
            session: Option.map(session, (current) => ({
              ...current,
              createdAt: DateTime.subtract(current.createdAt, { minutes: 6 })
            }))
          }))
          const headers = { authorization: `Bearer ${person.accessToken}` }
          const request = { ...callOf(route, yield* exampleOf(route, person)), headers }
          const before = yield* People.userOf(person)
          const demanded = yield* call(request)
          assert.deepStrictEqual([demanded.status, demanded.json.code], [401, "BIOMETRIC_REQUIRED"], demanded.text)
          assert.isTrue(Equal.equals(yield* People.userOf(person), before))
          yield* Phones.proven(person, phone)
          const { status, text } = yield* call(request)
          assert.include(route.successes, status, text)
        })
      )
    }
  })
})
