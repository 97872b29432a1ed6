import { type Rehearsal, rehearsals } from "@serenya/handlers/build/rehearsal/Rehearsals"
import { Effect } from "effect"
import type { Pair } from "./Variants.ts"

/** What each pair's variants find around themselves; the same for all of a pair, and what the code cache is made with. */
export type World = Readonly<Record<Pair, Rehearsal>>

export const world: Effect.Effect<World> = Effect.map(rehearsals, ({ authorizer, "user-profile": profile }) => ({
  authorizer,
  // The peers know no route but the one that is measured.
  "user-profile": { ...profile, later: [] }
}))

/** The invocation that is measured. */
export const eventOf = (world: World, pair: Pair): string => JSON.stringify(world[pair].scenes[0].event)
