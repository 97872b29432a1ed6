import type { Effect } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Registrant } from "../users/Registrant.ts"
import type { Profile } from "../users/Users.ts"
import type { NotShown } from "./Disclosure.ts"

/** What the system holds about a person in one place: how they are shown it, how it goes, and how one sees that it is gone. */
export interface Holding<Shown> {
  show(profile: Profile): Effect.Effect<Shown, Unavailable>
  /** Held beside what is shown, and why it is not. */
  readonly notShown: ReadonlyArray<NotShown>
  /** Removes all of it; again is fine. */
  erase(registrant: Registrant): Effect.Effect<void, Unavailable>
  /** Whether any of it is left: a fresh look, never a memory of having erased. */
  remains(registrant: Registrant): Effect.Effect<boolean, Unavailable>
}
