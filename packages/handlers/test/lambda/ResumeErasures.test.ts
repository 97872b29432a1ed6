import { assert, describe, it } from "@effect/vitest"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Layer, Option } from "effect"
import * as ScheduledLambda from "../../src/lambda/ScheduledLambda.ts"
import * as ResumeErasures from "../../src/routes/ResumeErasures.ts"
import { invocation } from "./support/Lambda.ts"
import { linesDuring } from "./support/Stdout.ts"

const down = new Unavailable({ resource: "storage", operation: "test", retryable: true, cause: new Error("down") })

const scheduled = { source: "aws.events" }

/** One whose erasure was begun and one who stays, in a world that the function shares with the test. */
const begun = Effect.gen(function* () {
  const ports = yield* Layer.build(MemoryPorts.layer)
  const shared = Layer.succeedContext(ports)
  const [gone, stays] = [yield* Fixtures.userWith({ status: "deleted" }), yield* Fixtures.user]
  const store = yield* Effect.provide(UserStore, shared)
  yield* store.insert(gone)
  yield* store.insert(stays)
  return { gone, shared, stays, store }
})

describe("erasure-resume", () => {
  it.live("finishes what was begun, once, and says nothing where nothing is", () =>
    Effect.gen(function* () {
      const { gone, shared, stays, store } = yield* begun
      const handler = ScheduledLambda.make({
        layer: Layer.provideMerge(ResumeErasures.layer, shared),
        run: ResumeErasures.run
      })
      const lines = yield* Effect.promise(() => linesDuring(() => handler(scheduled, invocation(300_000))))
      assert.deepInclude(lines[0], { message: "erasures resumed", due: 1, erased: 1, failed: 0 })
      assert.isTrue(Option.isNone(yield* store.find(gone.id)))
      assert.isTrue(Option.isSome(yield* store.find(stays.id)))
      assert.deepStrictEqual(
        yield* Effect.promise(() => linesDuring(() => handler(scheduled, invocation(300_000)))),
        []
      )
    })
  )

  it.live("rejects, and says whom it could not forget by id, so that Lambda tries again and an alarm hears of it", () =>
    Effect.gen(function* () {
      const { gone, shared } = yield* begun
      const failing = Layer.mock(Erasures, { carryOut: () => Effect.fail(down) })
      const handler = ScheduledLambda.make({ layer: Layer.provideMerge(failing, shared), run: ResumeErasures.run })
      let rejected = false
      const lines = yield* Effect.promise(() =>
        linesDuring(() => handler(scheduled, invocation(300_000)).catch(() => (rejected = true)))
      )
      assert.isTrue(rejected)
      assert.deepStrictEqual(
        lines.map(({ message }) => message),
        ["erasures resumed", "erasure did not end", "scheduled run failed"]
      )
      assert.deepInclude(lines[1], { userId: gone.id, reason: "storage is unavailable: test" })
    })
  )
})
