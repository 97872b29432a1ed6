import type { Identity } from "../identity/Identity.ts"
import type { EmailKey } from "./EmailAddress.ts"
import type { UserId } from "./UserId.ts"

/** Whom stored things are about and which guards they hold: what it takes to find and remove all of a person. A `User` is one. */
export interface Registrant {
  readonly id: UserId
  readonly identities: ReadonlyArray<Identity>
  readonly emailKey?: EmailKey
}
