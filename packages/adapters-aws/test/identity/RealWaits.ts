import { Clock, Effect } from "effect"
import { TestClock } from "effect/testing"

/** The test's clock tells the time, but waiting is real: retries against a real server need no hand on the clock. */
export const withRealWaits = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.clockWith((clock) =>
    Effect.provideService(effect, Clock.Clock, {
      currentTimeMillis: clock.currentTimeMillis,
      currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe(),
      currentTimeNanos: clock.currentTimeNanos,
      currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe(),
      monotonicTimeNanos: clock.monotonicTimeNanos,
      monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
      sleep: (duration) => Effect.provideService(TestClock.withLive(Effect.sleep(duration)), Clock.Clock, clock)
    })
  )
