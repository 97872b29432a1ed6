import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { StoreLine } from "@serenya/domain/subscriptions/Purchase"
import { Context, Effect, Layer, Option, Schema, Semaphore } from "effect"
import { StateFolder } from "../stores/StateFolder.ts"
import { Sale } from "./Sale.ts"

const path = "storefronts.json"
const Sales = Schema.fromJsonString(Schema.toCodecJson(Schema.Array(Sale)))
const decode = Schema.decodeUnknownEffect(Sales)
const encode = Schema.encodeEffect(Sales)

/** Everything the simulated stores ever sold, in one file, so that they remember as long as the service does. */
export class SaleBook extends Context.Service<
  SaleBook,
  {
    readonly all: Effect.Effect<ReadonlyArray<Sale>>
    find(line: StoreLine): Effect.Effect<Option.Option<Sale>>
    /** Enters new sales, and known ones as they are now. */
    enter(sales: ReadonlyArray<Sale>): Effect.Effect<void, Unavailable>
  }
>()("@serenya/local/storefronts/SaleBook") {
  static readonly layer = Layer.effect(
    SaleBook,
    Effect.gen(function* () {
      const folder = yield* StateFolder
      const turn = yield* Semaphore.make(1)
      const stored = yield* folder.read(path)
      const kept = Option.isSome(stored) ? yield* Effect.orDie(decode(new TextDecoder().decode(stored.value))) : []
      const keyOf = ({ externalId, provider }: StoreLine) => `${provider}#${externalId}`
      const sales = new Map(kept.map((sale) => [keyOf(sale.purchase), sale]))

      const enter = Effect.fnUntraced(function* (entered: ReadonlyArray<Sale>) {
        for (const sale of entered) sales.set(keyOf(sale.purchase), sale)
        yield* folder.replace(path, yield* Effect.orDie(encode([...sales.values()])))
      }, turn.withPermit)

      return SaleBook.of({
        all: Effect.sync(() => [...sales.values()]),
        find: (line) => Effect.sync(() => Option.fromUndefinedOr(sales.get(keyOf(line)))),
        enter
      })
    })
  )
}
