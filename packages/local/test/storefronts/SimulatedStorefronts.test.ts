import type { StoreProvider } from "@serenya/domain/subscriptions/Purchase"
import { Customer, suite } from "@serenya/domain/testing/StorefrontsLaws"
import { DateTime, Effect, Layer } from "effect"
import { StoreSimulator } from "../../src/storefronts/StoreSimulator.ts"
import * as SimulatedStores from "./SimulatedStores.ts"

const customer = (provider: StoreProvider) =>
  Layer.effect(
    Customer,
    Effect.map(StoreSimulator, (stores) =>
      Customer.of({
        buy: Effect.fnUntraced(function* (plan, owner) {
          const { line } = yield* Effect.orDie(stores.buy(provider, plan, owner, yield* DateTime.now))
          return { line, proof: yield* Effect.orDie(stores.proofOf(line)) }
        }),
        renewUnheard: Effect.fnUntraced(function* (line) {
          yield* Effect.orDie(stores.play(line, "renewed", yield* DateTime.now))
        }),
        message: (line) => Effect.orDie(Effect.map(stores.tell(line), ({ message }) => message)),
        strangeMessage: stores.strange(provider)
      })
    )
  )

for (const provider of ["apple", "google"] as const) {
  suite(`simulated ${provider}`, provider, Layer.provideMerge(customer(provider), SimulatedStores.layer))
}
