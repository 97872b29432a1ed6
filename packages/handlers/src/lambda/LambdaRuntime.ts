import { type Cause, Context, Data, Effect, Exit, Fiber, Layer, Scope } from "effect"
import * as DefectReporter from "./DefectReporter.ts"
import * as JsonLogger from "./JsonLogger.ts"
import * as Tracing from "./Tracing.ts"

/** The layers could not be built; the next invocation builds them anew. Already logged. */
export class LayerBuildFailed extends Data.TaggedError("LayerBuildFailed")<{ readonly cause: Cause.Cause<unknown> }> {}

/** The work was interrupted because Lambda was about to end the invocation. */
export class DeadlineExceeded extends Data.TaggedError("DeadlineExceeded") {}

/** Adds what an invocation's fibers carry; it wins over what the layers provide. Adds, since merging copies every service. */
export type Within = <S>(services: Context.Context<S>) => Context.Context<S>

/** Runs effects over layers that are built once per container. */
export interface LambdaRuntime<R> {
  /** Never rejects. */
  readonly run: <A, E>(
    effect: Effect.Effect<A, E, R>,
    options: { readonly remainingMillis: number; readonly within: Within }
  ) => Promise<Exit.Exit<A, E | LayerBuildFailed | DeadlineExceeded>>
}

const answeringMillis = 300
const finalizingMillis = 150

interface Build<R, E> {
  readonly scope: Scope.Closeable
  readonly fiber: Fiber.Fiber<Context.Context<R>, E>
}

const start = <R, E>(layer: Layer.Layer<R, E>): Build<R, E> => {
  const scope = Scope.makeUnsafe()
  return { scope, fiber: Effect.runFork(Layer.buildWithScope(layer, scope)) }
}

/** Starts building at once, in the init phase; a layer without asynchronous steps is ready when this returns. */
export const make = <R, E>(layer: Layer.Layer<R, E>): LambdaRuntime<R> => {
  const observed = Layer.provideMerge(layer, Layer.mergeAll(JsonLogger.layer, DefectReporter.layer))
  let current: Build<R, E> | undefined = start(observed)
  const traced = Tracing.make()

  const discard = (build: Build<R, E>) => {
    if (current === build) current = undefined
    build.fiber.interruptUnsafe()
    Effect.runFork(Scope.close(build.scope, Exit.void))
  }

  const settled = (build: Build<R, E>, exit: Exit.Exit<Context.Context<R>, E>) => {
    if (Exit.isSuccess(exit)) return Effect.succeed(exit.value)
    discard(build)
    return Effect.logError("layer build failed", exit.cause).pipe(
      Effect.provide(JsonLogger.layer),
      Effect.andThen(Effect.fail(new LayerBuildFailed({ cause: exit.cause })))
    )
  }

  const built = Effect.suspend(() => {
    const build = (current ??= start(observed))
    const exit = build.fiber.pollUnsafe()
    if (exit !== undefined) return settled(build, exit)
    return Fiber.await(build.fiber).pipe(
      Effect.onInterrupt(() => Effect.sync(() => discard(build))),
      Effect.flatMap((exit) => settled(build, exit))
    )
  })

  return {
    run: (effect, { remainingMillis, within }) => {
      const fork = Effect.runForkWith(within(Context.empty()))
      return settleBefore(
        fork(Effect.flatMap(built, (services) => Effect.updateContext(traced(effect), () => within(services)))),
        Math.max(remainingMillis - answeringMillis, 1),
        () => fork(Effect.provide(Effect.logError("deadline exceeded"), JsonLogger.layer))
      )
    }
  }
}

/** Interrupts at the deadline, and stops waiting for finalizers shortly after it. */
const settleBefore = <A, E>(fiber: Fiber.Fiber<A, E>, millis: number, onLate: () => void) =>
  new Promise<Exit.Exit<A, E | DeadlineExceeded>>((resolve) => {
    let late = false
    const giveUp = () => resolve(Exit.fail(new DeadlineExceeded()))
    const interrupt = () => {
      late = true
      onLate()
      timer = setTimeout(giveUp, finalizingMillis)
      fiber.interruptUnsafe()
    }
    let timer = setTimeout(interrupt, millis)
    fiber.addObserver((exit) => {
      clearTimeout(timer)
      if (late && Exit.isFailure(exit)) giveUp()
      else resolve(exit)
    })
  })
