import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer, Redacted } from "effect"
import { IdempotencyKey } from "../src/idempotency/IdempotencyKey.ts"
import { SealedAnswer } from "../src/idempotency/IdempotencyRecord.ts"
import { IdempotencyScopes } from "../src/idempotency/IdempotencyScopes.ts"
import { DataKeys } from "../src/keys/DataKeys.ts"
import { assertDies } from "./Defects.ts"
import * as Fixtures from "./Fixtures.ts"

const key = IdempotencyKey.make("key-1")
const answer = Redacted.make('{"status":201,"body":"canary Zoë 🩺"}')
const request = Redacted.make('POST /api/v1/chat/messages {"message":"is 6.1 high?"}')

/** Two people and two credentials, each with a scope; a person's under a data key of their own. */
const scopes = Effect.gen(function* () {
  const { ofUser, ofCredential } = yield* IdempotencyScopes
  const { generate } = yield* DataKeys
  const person = Effect.gen(function* () {
    const userId = yield* Fixtures.userId
    const { wrapped } = yield* generate(userId)
    return { id: userId, scope: ofUser(userId, wrapped) }
  })
  const ada = yield* person
  const credential = `header.payload.${yield* Fixtures.uuid}`
  return {
    ada: { id: ada.id, scope: ada.scope },
    own: [ada.scope, ofCredential(Redacted.make(credential))],
    foreign: [
      yield* Effect.map(person, ({ scope }) => scope),
      ofCredential(Redacted.make(`${credential}x`)),
      ofCredential(Redacted.make(credential.slice(0, -1)))
    ]
  }
})

/** Every `IdempotencyScopes` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<IdempotencyScopes | DataKeys, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`IdempotencyScopes laws: ${name}`, (it) => {
    it.effect("names a person's scope by their id and a credential's by nothing that shows it", () =>
      Effect.gen(function* () {
        const { ada } = yield* scopes
        assertEquals((yield* ada.scope).id as string, ada.id)
        const { ofCredential } = yield* IdempotencyScopes
        const credential = yield* Fixtures.uuid
        const { id } = yield* ofCredential(Redacted.make(credential))
        assertEquals((yield* ofCredential(Redacted.make(credential))).id, id)
        assertFalse(id.includes(credential) || credential.includes(id))
      })
    )

    it.effect("is a scope of its own for every person and every credential", () =>
      Effect.gen(function* () {
        const { own, foreign } = yield* scopes
        const all = yield* Effect.forEach([...own, ...foreign], (scope) => scope)
        assertEquals(new Set(all.map(({ id }) => id)).size, all.length)
      })
    )

    it.effect(
      "digests the same request to the same hash, another to another, and in another scope to yet another",
      () =>
        Effect.gen(function* () {
          const { own, foreign } = yield* scopes
          const hashes = new Set<string>()
          for (const scope of [...own, ...foreign]) {
            const hash = yield* (yield* scope).hash(request)
            assertEquals(yield* (yield* scope).hash(Redacted.make(Redacted.value(request))), hash)
            hashes.add(hash)
            hashes.add(yield* (yield* scope).hash(Redacted.make(`${Redacted.value(request)} `)))
          }
          assertEquals(hashes.size, 2 * (own.length + foreign.length))
        })
    )

    it.effect("opens what was sealed in the same scope for the same key", () =>
      Effect.gen(function* () {
        for (const scope of (yield* scopes).own) {
          const sealed = yield* (yield* scope).seal(key, answer)
          assertFalse(sealed.includes("canary"))
          assertEquals(Redacted.value(yield* (yield* scope).open(key, sealed)), Redacted.value(answer))
        }
      })
    )

    it.effect("opens nothing in another scope, for another key, or altered", () =>
      Effect.gen(function* () {
        const { own, foreign } = yield* scopes
        const [person, credential] = yield* Effect.all(own)
        for (const scope of yield* Effect.all(own)) {
          const sealed = yield* scope.seal(key, answer)
          for (const other of [...foreign, ...own]) {
            const opened = (yield* other).open(key, sealed)
            if ((yield* other).id !== scope.id) yield* assertDies(opened)
          }
          yield* assertDies(scope.open(IdempotencyKey.make("key-2"), sealed))
          yield* assertDies(scope.open(key, SealedAnswer.make(sealed.replace(/^./, (c) => (c === "B" ? "C" : "B")))))
          yield* assertDies(scope.open(key, SealedAnswer.make("AA")))
        }
        assertTrue(person?.id !== credential?.id)
      })
    )

    it.effect("seals the same answer differently each time", () =>
      Effect.gen(function* () {
        for (const scope of yield* Effect.all((yield* scopes).own)) {
          assertTrue((yield* scope.seal(key, answer)) !== (yield* scope.seal(key, answer)))
        }
      })
    )
  })
