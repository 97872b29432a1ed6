import { Effect, Layer, Option } from "effect"
import * as Http from "../../src/gateway/Http.ts"
import { json } from "../../src/storefronts/Json.ts"
import * as SimulatedStorefronts from "../../src/storefronts/SimulatedStorefronts.ts"
import * as StoresSite from "../../src/storefronts/StoresSite.ts"
import * as Scratch from "../support/Scratch.ts"

const webhook = "https://api.serenya.test/api/v1/subscriptions/webhook"

/** Both stores on a free port, and the deployed adapters in front of them. */
export const layer = Layer.unwrap(
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
).pipe(Layer.provide(Scratch.state))
