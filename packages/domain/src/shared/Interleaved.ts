import { Effect } from "effect"

/** Lets others come between: one yield before the step takes effect and one after, whatever it ends in. For memory implementations. */
export const interleaved = <A, E>(step: () => Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.gen(function* () {
    yield* Effect.yieldNow
    const exit = yield* Effect.exit(Effect.suspend(step))
    yield* Effect.yieldNow
    return yield* exit
  })
