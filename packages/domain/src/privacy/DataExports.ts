import { Context, DateTime, Effect, Layer, Option } from "effect"
import { makeWitness } from "../audit/SecurityEvents.ts"
import type { BiometricRequired } from "../biometrics/BiometricErrors.ts"
import { StepUpProof } from "../biometrics/StepUpProof.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Caller } from "../sessions/Caller.ts"
import type { SessionExpired, SessionRevoked } from "../sessions/SessionErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { PersonalDataCipher } from "../users/PersonalDataCipher.ts"
import type { User } from "../users/User.ts"
import { Users } from "../users/Users.ts"
import type { NotShown } from "./Disclosure.ts"
import * as Inventory from "./Inventory.ts"

/** Everything the system holds about a person, with the personal data opened; `notShown` is the rest. */
export interface DataExport extends Inventory.Shown {
  readonly generatedAt: DateTime.Utc
  readonly notShown: ReadonlyArray<NotShown>
}

/** Shows people everything that is held about them. */
export class DataExports extends Context.Service<
  DataExports,
  {
    of(
      caller: Caller
    ): Effect.Effect<DataExport, BiometricRequired | AccountNotActive | SessionExpired | SessionRevoked | Unavailable>
  }
>()("@serenya/domain/privacy/DataExports") {
  static readonly layer = Layer.effect(
    DataExports,
    Effect.gen(function* () {
      const users = yield* Users
      const cipher = yield* PersonalDataCipher
      const inventory = yield* Inventory.make
      const witness = yield* makeWitness

      /** The proof is the permission: nobody's data leaves as a whole without it. */
      const exported = Effect.fnUntraced(function* (_: StepUpProof, user: User, generatedAt: DateTime.Utc) {
        const person = yield* cipher.open(user.id, user.person)
        const shown = yield* Inventory.show(inventory, { user, person })
        return { generatedAt, ...shown, notShown: Inventory.notShownIn(inventory) }
      })

      const of = Effect.fn("DataExports.of")(function* (caller: Caller) {
        const user = yield* users.current(caller)
        const now = yield* DateTime.now
        const proof = yield* Effect.fromResult(StepUpProof.require(user, now)).pipe(witness(Option.some(user.id)))
        return yield* exported(proof, user, now)
      })

      return DataExports.of({ of })
    })
  )
}
