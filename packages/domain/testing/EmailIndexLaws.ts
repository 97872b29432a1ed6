import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer, Redacted, Schema } from "effect"
import { EmailAddress, EmailKey } from "../src/users/EmailAddress.ts"
import { EmailIndex } from "../src/users/EmailIndex.ts"

const address = (text: string) => Redacted.make(EmailAddress.make(text))

/** Every `EmailIndex` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<EmailIndex, E>) =>
  withLayer(layer, { timeout: "30 seconds" })(`EmailIndex laws: ${name}`, (it) => {
    it.effect("gives one address one key, however it is capitalised", () =>
      Effect.gen(function* () {
        const index = yield* EmailIndex
        const key = yield* index.keyOf(address("ada@example.test"))
        assertEquals(yield* index.keyOf(address("ada@example.test")), key)
        assertEquals(yield* index.keyOf(address("Ada@Example.TEST")), key)
        assertTrue(Schema.is(EmailKey)(key))
      })
    )

    it.effect("gives different addresses different keys", () =>
      Effect.gen(function* () {
        const index = yield* EmailIndex
        const addresses = Array.from({ length: 500 }, (_, i) => address(`person.${i}@example.test`))
        const keys = yield* Effect.forEach(addresses, (email) => index.keyOf(email), { concurrency: "unbounded" })
        assertEquals(new Set(keys).size, 500)
      })
    )
  })
