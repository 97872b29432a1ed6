import { type Context, Deferred, Effect, type Exit, Fiber, Option } from "effect"
import { type Resource, Unavailable } from "../src/shared/Unavailable.ts"
import { aroundAll } from "./Counting.ts"

/** How a call fails. A lost response did happen; a crash takes the worker and its memory with it, and no finalizer runs. */
export const faults = ["throttled", "denied", "lost_response", "crash_before", "crash_after"] as const
export type Fault = (typeof faults)[number]

/** Fails one call: the k-th that a worker makes, counted from 1. */
export interface FaultPlan {
  readonly call: number
  readonly fault: Fault
}

export const describe = ({ call, fault }: FaultPlan): string => `${fault} at call ${call}`

/** The ports that may fail. Reading a file needs nobody else, so a reader can only crash. */
const resources: Readonly<Record<string, Option.Option<Resource>>> = {
  UserStore: Option.some("storage"),
  JobStore: Option.some("storage"),
  DocumentVault: Option.some("storage"),
  ErasureLedger: Option.some("storage"),
  PersonalDataCipher: Option.some("keys"),
  EmailIndex: Option.some("keys"),
  IdempotencyStore: Option.some("storage"),
  IdempotencyScopes: Option.some("keys"),
  IdentityVerifier: Option.some("identity_provider"),
  ProviderEventVerifier: Option.some("identity_provider"),
  Storefronts: Option.some("store"),
  PageCursors: Option.some("keys"),
  SubscriptionLedger: Option.some("storage"),
  ReportAnalyst: Option.some("analysis"),
  ReportWriter: Option.some("analysis"),
  ChatCompanion: Option.some("analysis"),
  DocumentReader: Option.none()
}

const unavailable = (call: string, resource: Resource, fault: Fault) =>
  new Unavailable({ resource, operation: call, retryable: fault !== "denied", cause: new Error(fault) })

/** One process over ports that it shares with others. */
export interface Worker<Ports> {
  /** The calls it made so far. */
  readonly calls: ReadonlyArray<string>
  /** Runs `effect` on this worker's ports. None: the worker crashed meanwhile. */
  work<A, E>(effect: Effect.Effect<A, E, Ports>): Effect.Effect<Option.Option<Exit.Exit<A, E>>>
}

/** A worker of which the planned call fails; without a plan none does. */
export const worker = <Ports>(ports: Context.Context<Ports>, plan?: FaultPlan): Worker<Ports> => {
  const calls: Array<string> = []
  const crashed = Deferred.makeUnsafe<void>()
  let alive = true
  /** Nothing that a dead worker does has any effect, and nothing ever answers it. */
  const crash = Effect.suspend(() => {
    alive = false
    return Effect.andThen(Deferred.succeed(crashed, undefined), Effect.never)
  })

  const context = aroundAll(ports, (call, effect) => {
    const resource = resources[call.split(".")[0] ?? ""]
    if (resource === undefined) return effect
    return Effect.suspend(() => {
      if (!alive) return Effect.never
      calls.push(call)
      // What is under way while the worker dies still takes effect; only its answer is lost.
      const answered = Effect.onExit(effect, () => (alive ? Effect.void : Effect.never))
      if (calls.length !== plan?.call) return answered
      switch (plan.fault) {
        case "crash_before":
          return crash
        case "crash_after":
          return Effect.andThen(Effect.exit(effect), crash)
        case "lost_response":
          return Option.match(resource, {
            onNone: () => answered,
            onSome: (known) => Effect.andThen(Effect.exit(effect), Effect.fail(unavailable(call, known, plan.fault)))
          })
        case "throttled":
        case "denied":
          return Option.match(resource, {
            onNone: () => answered,
            onSome: (known) => Effect.fail(unavailable(call, known, plan.fault))
          })
      }
    })
  })

  return {
    calls,
    work: <A, E>(effect: Effect.Effect<A, E, Ports>) =>
      Effect.gen(function* () {
        const fiber = yield* Effect.forkDetach(Effect.provideContext(effect, context))
        const ended = Effect.asSome(Fiber.await(fiber))
        return yield* Effect.raceFirst(ended, Effect.as(Deferred.await(crashed), Option.none<Exit.Exit<A, E>>()))
      })
  }
}

/** The plan of a seed: one seed after the other tries every fault at every one of `calls` calls. */
export const planOf = (seed: number, calls: number): FaultPlan => ({
  call: 1 + (Math.floor(seed / faults.length) % calls),
  fault: faults[seed % faults.length] ?? "throttled"
})
