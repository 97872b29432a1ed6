import { Cause, Clock, Duration, Effect, Exit, Random, type Scheduler } from "effect"
import * as Fixtures from "./Fixtures.ts"
import { numbers } from "./Mulberry32.ts"

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** More steps than any story has: whoever takes them is going round in circles. */
const maxSteps = 200_000

/**
 * Runs a story to its end, where `seed` alone decides who goes next whenever several could. Time stands still while
 * anybody can go on and then jumps to the next who sleeps. Only for code without promises and timers of its own.
 */
export const run = <A, E>(seed: number, story: Effect.Effect<A, E>): Exit.Exit<A, E> => {
  const random = numbers(seed)
  const ready: Array<() => void> = []
  let sleepers: Array<Sleeper> = []
  let now = Fixtures.at.epochMilliseconds

  const scheduler: Scheduler.Scheduler = {
    executionMode: "async",
    shouldYield: () => false,
    makeDispatcher: () => ({ scheduleTask: (task) => void ready.push(task), flush: () => {} })
  }

  const sleep = (duration: Duration.Duration): Effect.Effect<void> =>
    Effect.callback((resume) => {
      const sleeper = { until: now + Math.ceil(Duration.toMillis(duration)), wake: () => resume(Effect.void) }
      sleepers.push(sleeper)
      return Effect.sync(() => {
        sleepers = sleepers.filter((other) => other !== sleeper)
      })
    })

  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: () => now,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanosUnsafe: () => nanos(now),
    currentTimeNanos: Effect.sync(() => nanos(now)),
    monotonicTimeNanosUnsafe: () => nanos(now),
    monotonicTimeNanos: Effect.sync(() => nanos(now)),
    sleep
  }

  /** Makes all who sleep until the next moment ready. */
  const jump = () => {
    now = Math.min(...sleepers.map(({ until }) => until))
    const due = sleepers.filter(({ until }) => until <= now)
    sleepers = sleepers.filter(({ until }) => until > now)
    ready.push(...due.map(({ wake }) => wake))
  }

  const seeded = story.pipe(Random.withSeed(seed), Effect.provideService(Clock.Clock, clock))
  const fiber = Effect.runFork(seeded, { scheduler })
  for (let steps = 0; ; steps++) {
    const exit = fiber.pollUnsafe()
    if (exit !== undefined) return exit
    if (steps > maxSteps) throw new Error(`The story of seed ${seed} goes round in circles`)
    if (ready.length === 0 && sleepers.length === 0) throw new Error(`In the story of seed ${seed} everybody waits`)
    if (ready.length === 0) jump()
    const [task] = ready.splice(Math.floor(random() * ready.length), 1)
    task?.()
  }
}

const nanos = (millis: number): bigint => BigInt(millis) * 1_000_000n

/** Tells `story` once per seed; a failure names the seed, and what `plan` says of it, so that it can be told again. */
export const forSeeds = <E>(
  seeds: number,
  story: (seed: number) => Effect.Effect<void, E>,
  plan: (seed: number) => string = () => "no faults"
): void => {
  for (let seed = 1; seed <= seeds; seed++) {
    const exit = run(seed, story(seed))
    if (Exit.isFailure(exit)) throw new Error(`seed ${seed}, ${plan(seed)}: ${Cause.pretty(exit.cause)}`)
  }
}
