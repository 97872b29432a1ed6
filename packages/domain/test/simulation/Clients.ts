import { Effect, Exit, type Layer, Option } from "effect"
import { type FaultPlan, worker } from "../../testing/FaultPlan.ts"
import type * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as World from "../services/World.ts"

type Ports = Layer.Success<typeof MemoryPorts.layer>
export type Services = Layer.Success<typeof World.services>

/** A request to a fresh process. None: the process crashed, and nobody answered. */
export const request = <A, E>(use: Effect.Effect<A, E, Services | Ports>, plan?: FaultPlan) =>
  Effect.gen(function* () {
    const process = worker(yield* Effect.context<Ports>(), plan)
    // Local: every process has services of its own, over ports that fail as planned.
    return yield* process.work(Effect.provide(use, World.services, { local: true }))
  })

/** The first request fails as planned; the others share a process in which nothing does. All at once. */
export const together = <A, E>(
  [first, ...others]: readonly [Effect.Effect<A, E, Services | Ports>, ...Array<Effect.Effect<A, E, Services | Ports>>],
  plan?: FaultPlan
) =>
  Effect.gen(function* () {
    const all = Effect.forEach(others, (use) => Effect.exit(use), { concurrency: "unbounded" })
    const [failing, healthy] = yield* Effect.all([request(first, plan), request(all)], { concurrency: "unbounded" })
    return [...Option.toArray(failing), ...(yield* Effect.flatten(Effect.fromOption(healthy)))]
  })

/** What was answered, without refusals and outages. */
export const answersIn = <A, E>(exits: ReadonlyArray<Exit.Exit<A, E>>): ReadonlyArray<A> =>
  exits.flatMap((exit) => Option.toArray(Exit.getSuccess(exit)))

/** What was refused, without the outage that was planned. A defect fails the story. */
export const refusalsIn = <A, E extends { readonly _tag: string }>(exits: ReadonlyArray<Exit.Exit<A, E>>) =>
  Effect.map(
    Effect.forEach(exits, (exit) => Effect.option(Effect.flip(exit))),
    (refusals) => refusals.flatMap(Option.toArray).filter(({ _tag }) => _tag !== "Unavailable")
  )
