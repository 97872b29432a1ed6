import { Array, Context, Effect, Layer, Record, Ref } from "effect"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** What happens around each call of a port; `call` reads like `UserStore.find`. */
export type Around = (call: string, effect: AnyEffect) => AnyEffect

const prefix = "@serenya/domain/"

const aroundService = (name: string, service: object, around: Around): object =>
  new Proxy(service, {
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property)
      const call = `${name}.${String(property)}`
      if (Effect.isEffect(member)) return around(call, member)
      if (typeof member !== "function") return member
      return (...args: ReadonlyArray<unknown>) => {
        const answer: unknown = Reflect.apply(member, target, args)
        return Effect.isEffect(answer) ? around(call, answer) : answer
      }
    }
  })

/** The same services, with `around` around every call of ours. */
export const aroundAll = <Services>(context: Context.Context<Services>, around: Around): Context.Context<Services> =>
  Context.makeUnsafe(
    new Map(
      Array.fromIterable(context.mapUnsafe).map(([key, service]) => {
        const name = key.split("/").at(-1) ?? key
        return [key, key.startsWith(prefix) ? aroundService(name, service, around) : service]
      })
    )
  )

/** Tells which ports a use case calls, and how often. */
export class Calls extends Context.Service<
  Calls,
  {
    /** Every call that `effect` makes, in order, and how often each; `effect` may fail. */
    during<A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<Readonly<Record<string, number>>, never, R>
  }
>()("@serenya/domain/testing/Counting/Calls") {}

/** The same ports, counted. Only one use case at a time can be told apart. */
export const counted = <Ports, E, R>(ports: Layer.Layer<Ports, E, R>): Layer.Layer<Ports | Calls, E, R> =>
  Layer.effectContext(
    Effect.gen(function* () {
      const made = yield* Ref.make<ReadonlyArray<string>>([])
      const context = yield* Layer.build(ports)

      const during = Effect.fnUntraced(function* <A, E, R>(effect: Effect.Effect<A, E, R>) {
        yield* Ref.set(made, [])
        yield* Effect.exit(effect)
        return Record.map(
          Array.groupBy(yield* Ref.get(made), (call) => call),
          (same) => same.length
        )
      })

      return aroundAll(context, (call, effect) =>
        Effect.andThen(
          Ref.update(made, (calls) => [...calls, call]),
          effect
        )
      ).pipe(Context.add(Calls, Calls.of({ during })))
    })
  )
