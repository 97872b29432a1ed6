import { Effect } from "effect"
import type { Scenario } from "./Scenario.ts"
import { type Abilities, type Ability, lack, type Target } from "./target/Target.ts"

/** A target and as many of the abilities as there are. */
export interface Playground {
  readonly target: Target
  readonly abilities: Partial<Abilities>
}

const isComplete = (abilities: Partial<Abilities>, needs: ReadonlyArray<Ability>): abilities is Abilities =>
  needs.every((need) => abilities[need] !== undefined)

/** Why a scenario cannot be played there, in words for an operator; nothing where it can. */
export const lacks = ({ needs }: Scenario, { abilities }: Playground): ReadonlyArray<string> =>
  needs.filter((need) => abilities[need] === undefined).map((need) => lack[need])

/** Plays it to its end, and forgets whom it signed in; `undefined` where the playground lacks what it needs. */
export const play = (scenario: Scenario, { abilities, target }: Playground) =>
  isComplete(abilities, scenario.needs) ? Effect.scoped(scenario.play(target, abilities)) : undefined
