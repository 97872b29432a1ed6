import { Context, type Effect } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Person, SealedPerson } from "./Person.ts"
import type { UserId } from "./UserId.ts"

/**
 * Port: seals and opens personal data. A sealed attribute opens only for the user and the attribute it was sealed for;
 * anything else is a defect (the row was tampered with), never an answer. Its laws are `testing/PersonalDataCipherLaws.ts`.
 */
export class PersonalDataCipher extends Context.Service<
  PersonalDataCipher,
  {
    /** Seals under a fresh data key of this user. Two seals of one person have nothing in common. */
    seal(userId: UserId, person: Person): Effect.Effect<SealedPerson, Unavailable>
    /** Seals anew under the data key that `sealed` stands under, which stays; no ciphertext stays the same. */
    reseal(userId: UserId, sealed: SealedPerson, person: Person): Effect.Effect<SealedPerson, Unavailable>
    open(userId: UserId, sealed: SealedPerson): Effect.Effect<Person, Unavailable>
  }
>()("@serenya/domain/users/PersonalDataCipher") {}
