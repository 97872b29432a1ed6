import { DataKeys } from "@serenya/domain/keys/DataKeys"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, Effect, Layer } from "effect"

/** How often each method of the `DataKeys` below was called; the counts change as calls are made. */
export class Calls extends Context.Service<Calls, { generate: number; unwrap: number }>()(
  "@serenya/adapters-aws/test/support/CountedDataKeys/Calls"
) {}

/** Whether the source is out of reach. */
export class Outage extends Context.Service<Outage, { now: boolean }>()(
  "@serenya/adapters-aws/test/support/CountedDataKeys/Outage"
) {}

const unavailable = () =>
  new Unavailable({ resource: "keys", operation: "DataKeys", retryable: true, cause: new Error("outage") })

/** The `DataKeys` below, counted, and failing while `Outage` says so. */
export const layer = Layer.effectContext(
  Effect.gen(function* () {
    const source = yield* DataKeys
    const calls = { generate: 0, unwrap: 0 }
    const outage = { now: false }
    const through = <A, E>(method: keyof typeof calls, call: Effect.Effect<A, E>) =>
      Effect.suspend((): Effect.Effect<A, E | Unavailable> => {
        calls[method] += 1
        return outage.now ? Effect.fail(unavailable()) : call
      })
    return Context.make(Calls, calls).pipe(
      Context.add(Outage, outage),
      Context.add(DataKeys, {
        generate: (userId) => through("generate", source.generate(userId)),
        unwrap: (userId, wrapped) => through("unwrap", source.unwrap(userId, wrapped))
      })
    )
  })
)
