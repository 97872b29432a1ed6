import { Context, type Effect, type Redacted, type Result } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserRow } from "./LegacyRow.ts"

export type PersonalColumn = "email" | "name" | "given_name" | "family_name"

/** To whom and to which column a ciphertext must have been made: the old envelope says so itself and bound it to no row. */
export interface Belonging extends Pick<UserRow, "id" | "external_id"> {
  readonly column: PersonalColumn
}

export type EnvelopeFault = "envelope_broken" | "envelope_foreign"

/** Port: opens what the old system encrypted. What does not open is an answer, for somebody must look at the row. */
export class LegacyCipher extends Context.Service<
  LegacyCipher,
  {
    open(
      envelope: string,
      belonging: Belonging
    ): Effect.Effect<Result.Result<Redacted.Redacted, EnvelopeFault>, Unavailable>
  }
>()("@serenya/domain/migration/LegacyCipher") {}
