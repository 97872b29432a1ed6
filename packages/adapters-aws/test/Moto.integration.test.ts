import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Moto from "../testing/Moto.ts"

Moto.suites(() => {
  it.live("starts empty, and is gone with its scope", () =>
    Effect.gen(function* () {
      const url = yield* Effect.scoped(
        Effect.tap(Moto.endpoint, (url) =>
          Effect.promise(() => fetch(`${url}/moto-api/`)).pipe(Effect.map(({ ok }) => assert.isTrue(ok)))
        )
      )
      yield* Effect.flip(Effect.tryPromise(() => fetch(`${url}/moto-api/`)))
    })
  )
})
