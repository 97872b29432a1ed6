import type { Effect, Scope } from "effect"
import type { HttpClient } from "effect/http"
import type { Abilities, Ability, Target } from "./target/Target.ts"

/** A journey, told once for every target. What it needs beside the API comes as an argument: no ability, no play. */
export interface Scenario {
  /** What an operator calls it. */
  readonly name: string
  /** What a person does, in one sentence. */
  readonly story: string
  readonly needs: ReadonlyArray<Ability>
  play(target: Target, abilities: Abilities): Effect.Effect<void, unknown, Stage>
}

/** What every scenario finds around itself; whom it signed in is forgotten when its scope closes. */
export type Stage = HttpClient.HttpClient | Scope.Scope

/** A scenario whose play sees what it said it needs, and nothing else. */
export const make = <const Needs extends ReadonlyArray<Ability>>(options: {
  readonly name: string
  readonly story: string
  readonly needs: Needs
  readonly play: (given: Target & Pick<Abilities, Needs[number]>) => Effect.Effect<void, unknown, Stage>
}): Scenario => ({
  ...options,
  play: (target, abilities) => options.play({ ...target, ...abilities })
})
