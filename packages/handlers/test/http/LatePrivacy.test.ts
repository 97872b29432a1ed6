import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DataExports } from "@serenya/domain/privacy/DataExports"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import { SessionRevoked } from "@serenya/domain/sessions/SessionErrors"
import { SessionId } from "@serenya/domain/sessions/SessionId"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Cause, Effect, Exit, Layer } from "effect"
import * as LatePrivacy from "../../src/routes/LatePrivacy.ts"

const Ports = Layer.mergeAll(Layer.mock(UserStore, {}), Layer.mock(PersonalDataCipher, {}))

/** Services that let nobody in: enough to hear from them. */
const Closed = Layer.mergeAll(
  Layer.mock(DataExports, { of: () => new SessionRevoked() }),
  Layer.mock(Erasures, { erase: () => new SessionRevoked() })
)

/** The services over a part that answers each loading in turn, the last one for ever; and how often it was loaded. */
const over = Effect.fnUntraced(function* <E>(...parts: ReadonlyArray<() => Promise<LatePrivacy.Part<E>>>) {
  const state = { loads: 0 }
  const load = () => {
    state.loads += 1
    return (parts[state.loads - 1] ?? parts.at(-1) ?? (() => Promise.reject(new Error("No part"))))()
  }
  const services = yield* Layer.build(LatePrivacy.layer(load).pipe(Layer.provide(Ports)))
  const caller = { userId: yield* Fixtures.userId, sessionId: SessionId.make(yield* Fixtures.uuid) }
  const provided = Effect.provideContext(services)
  return {
    state,
    exporting: provided(DataExports.use((exports) => exports.of(caller))),
    erasing: provided(Erasures.use((erasures) => erasures.erase(caller, "DELETE")))
  }
})

const closed = () => Promise.resolve({ layer: Closed })

describe("export and erasure", () => {
  it.effect("are not loaded before somebody demands one", () =>
    Effect.gen(function* () {
      const { exporting, state } = yield* over(closed)
      assertEquals(state.loads, 0)
      assertEquals((yield* Effect.flip(exporting))._tag, "SessionRevoked")
      assertEquals(state.loads, 1)
    })
  )

  it.effect("are loaded once, for all who demand at once and later", () =>
    Effect.gen(function* () {
      const { erasing, exporting, state } = yield* over(closed)
      const demands = Effect.all([Effect.flip(exporting), Effect.flip(erasing), Effect.flip(exporting)], {
        concurrency: "unbounded"
      })
      const tags = [...(yield* demands), ...(yield* demands)].map(({ _tag }) => _tag)
      assertEquals(
        tags,
        Array.from({ length: 6 }, () => "SessionRevoked")
      )
      assertEquals(state.loads, 1)
    })
  )

  it.effect.each([
    { name: "load", broken: () => Promise.reject(new Error("gone")) },
    {
      name: "build",
      broken: () => Promise.resolve({ layer: Layer.merge(Closed, Layer.effectDiscard(Effect.fail("no bucket"))) })
    }
  ])("that do not $name are a defect of one request; the next tries again", ({ broken }) =>
    Effect.gen(function* () {
      const { exporting, state } = yield* over<string>(broken, closed)
      const exit = yield* Effect.exit(exporting)
      assertTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
      assertEquals((yield* Effect.flip(exporting))._tag, "SessionRevoked")
      assertEquals(state.loads, 2)
    })
  )
})
