import { Effect, Layer, Option } from "effect"
import * as Http from "../gateway/Http.ts"
import { json } from "./Json.ts"
import * as SimulatedStorefronts from "./SimulatedStorefronts.ts"
import * as StoresSite from "./StoresSite.ts"

/** Both stores on a free port, and the deployed adapters in front of them: for who runs without the whole service. */
export const layer = (webhook: string) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const listener = yield* Http.listen(0)
      const serving = Layer.effectDiscard(
        Effect.gen(function* () {
          const site = yield* StoresSite.make(listener.url, webhook)
          yield* listener.serve((request) => Option.getOrElse(site(request), () => Effect.succeed(json({}, 404))))
        })
      )
      return Layer.provideMerge(serving, SimulatedStorefronts.layer(listener.url, webhook))
    })
  )
