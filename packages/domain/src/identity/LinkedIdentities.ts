import { Context, DateTime, Effect, Layer, Option } from "effect"
import { makeWitness } from "../audit/SecurityEvents.ts"
import type { BiometricRequired } from "../biometrics/BiometricErrors.ts"
import { StepUpProof } from "../biometrics/StepUpProof.ts"
import type { Caller } from "../sessions/Caller.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { EmailIndex } from "../users/EmailIndex.ts"
import { PersonalDataCipher } from "../users/PersonalDataCipher.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import type * as UserRules from "../users/UserRules.ts"
import { type Profile, Users } from "../users/Users.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, unchanged, updateCaller } from "../users/UserUpdates.ts"
import type {
  EmailAddressDiffers,
  IdentityAlreadyRegistered,
  InvalidIdentityToken,
  ProviderAlreadyLinked
} from "./IdentityErrors.ts"
import { type IdentityClaim, IdentityVerifier } from "./IdentityVerifier.ts"
import * as LinkRules from "./LinkRules.ts"

/** The accounts through which one person signs in. */
export class LinkedIdentities extends Context.Service<
  LinkedIdentities,
  {
    /** Adds the identity that `claim` proves to the caller's own; again is fine. It signs nobody in or out. */
    link(
      caller: Caller,
      claim: IdentityClaim
    ): Effect.Effect<
      Profile,
      | InvalidIdentityToken
      | BiometricRequired
      | ProviderAlreadyLinked
      | EmailAddressDiffers
      | IdentityAlreadyRegistered
      | UserRules.NotAdmitted
      | ConcurrentUpdate
      | Unavailable
    >
  }
>()("@serenya/domain/identity/LinkedIdentities") {
  static readonly layer = Layer.effect(
    LinkedIdentities,
    Effect.gen(function* () {
      const store = yield* UserStore
      const users = yield* Users
      const witness = yield* makeWitness
      const verifier = yield* IdentityVerifier
      const emails = yield* EmailIndex
      const cipher = yield* PersonalDataCipher

      const link = Effect.fn("LinkedIdentities.link")(function* (caller: Caller, claim: IdentityClaim) {
        // Whoever may not link at all is told so before the provider is asked; the decision below asks once more.
        yield* Effect.fromResult(StepUpProof.require(yield* users.current(caller), yield* DateTime.now)).pipe(
          witness(Option.some(caller.userId))
        )
        const { identity, person } = yield* verifier.verify(claim)
        const address = yield* emails.keyOf(person.email)
        const user = yield* updateCaller(
          { find: store.find, save: (user) => store.link(user, identity) },
          caller,
          Effect.fnUntraced(function* (user, now) {
            const proof = yield* Effect.fromResult(StepUpProof.require(user, now)).pipe(witness(Option.some(user.id)))
            const linked = yield* Effect.fromResult(LinkRules.link(proof, user, { identity, address }, now))
            return linked === user ? unchanged(user) : changed(linked, linked)
          })
        )
        return { user, person: yield* cipher.open(user.id, user.person) }
      })

      return LinkedIdentities.of({ link })
    })
  )
}
