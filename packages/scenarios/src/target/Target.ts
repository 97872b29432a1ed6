import type { Duration } from "effect"
import type { Identities } from "./Identities.ts"
import type { Stores } from "./Stores.ts"
import type { Troubles } from "./Troubles.ts"
import type { Uploads } from "./Uploads.ts"

/** A running service. */
export interface Target {
  /** Its address, without a slash at the end and without `/api`. */
  readonly url: string
  /** How often a job is asked after, and for how long at most. */
  readonly patience: { readonly every: Duration.Input; readonly atMost: Duration.Input }
}

/** What a scenario may do around a service that its API does not offer. */
export interface Abilities {
  readonly identities: Identities
  readonly stores: Stores
  readonly troubles: Troubles
  readonly uploads: Uploads
}

export type Ability = keyof Abilities

/** What a target lacks where an ability is not there, and how to give it. */
export const lack: Readonly<Record<Ability, string>> = {
  identities: "nobody can be signed in: name an identity provider that it trusts with --issuer",
  stores: "nothing can be bought: name app stores that it trusts with --stores",
  troubles: "its analyst cannot be made to fail from outside: only the tests can",
  uploads: "its object store takes whatever is posted: an emulator"
}
