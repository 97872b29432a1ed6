import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { Plan } from "@serenya/domain/subscriptions/Plan"
import type { StoreLine, StoreProvider } from "@serenya/domain/subscriptions/Purchase"
import type { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Effect, type Option } from "effect"
import { type NoSuchSale, StoreSimulator, type Told } from "./StoreSimulator.ts"
import type { Step } from "./Stories.ts"

const monthly: Plan = { tier: "premium", billingPeriod: "monthly" }

/** A story as it was told: the line it began with, and everything that the store said, in its order. */
export interface Story {
  readonly line: StoreLine
  readonly told: ReadonlyArray<Told>
}

/** Lets a line be bought at `start` and everything else become of it, without waiting for any of it. What takes the line's place goes on with the story. */
export const tell = Effect.fnUntraced(function* (
  provider: StoreProvider,
  owner: Option.Option<UserId>,
  steps: ReadonlyArray<Step>,
  start: DateTime.Utc
): Effect.fn.Return<Story, NoSuchSale | Unavailable, StoreSimulator> {
  const stores = yield* StoreSimulator
  const bought = yield* stores.buy(provider, monthly, owner, start)
  const told = [bought]
  let { line } = bought
  for (const { after, what } of steps) {
    told.push(...(yield* stores.play(line, what, DateTime.addDuration(start, after))))
    line = told.at(-1)?.line ?? line
  }
  return { line: bought.line, told }
})
