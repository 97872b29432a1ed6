import { Effect } from "effect"
import type { Profile } from "../users/Users.ts"
import { UserStore } from "../users/UserStore.ts"
import { notShown } from "./AccountDisclosure.ts"
import type { Holding } from "./Holding.ts"

/** The profile with identities, consents, subscription, device, session and biometric; its guards; its data key. */
export const make = Effect.map(UserStore, (store): Holding<Profile> => ({
  show: (profile) => Effect.succeed(profile),
  notShown,
  erase: (registrant) => store.erase(registrant),
  remains: (registrant) => store.remains(registrant)
}))
