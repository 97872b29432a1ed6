import { Clock, Duration, Effect } from "effect"

/** The same effect, so much later by its own clock: nobody waits, and a real engine goes on meanwhile. */
export const later =
  (duration: Duration.Input) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.clockWith((clock) => {
      const millis = Duration.toMillis(Duration.fromInputUnsafe(duration))
      const nanos = BigInt(millis) * 1_000_000n
      const shifted: Clock.Clock = {
        currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + millis,
        currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + millis),
        currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe() + nanos,
        currentTimeNanos: Effect.map(clock.currentTimeNanos, (now) => now + nanos),
        monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe() + nanos,
        monotonicTimeNanos: Effect.map(clock.monotonicTimeNanos, (now) => now + nanos),
        sleep: (time) => clock.sleep(time)
      }
      return Effect.provideService(effect, Clock.Clock, shifted)
    })
