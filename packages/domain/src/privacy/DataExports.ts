import { Context, DateTime, Effect, Layer, Option } from "effect"
import { makeWitness } from "../audit/SecurityEvents.ts"
import type { BiometricRequired } from "../biometrics/BiometricErrors.ts"
import { StepUpProof } from "../biometrics/StepUpProof.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Caller } from "../sessions/Caller.ts"
import type { SessionExpired, SessionRevoked } from "../sessions/SessionErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { Users } from "../users/Users.ts"
import * as Exporting from "./Exporting.ts"

/** Shows people everything that is held about them. */
export class DataExports extends Context.Service<
  DataExports,
  {
    of(
      caller: Caller
    ): Effect.Effect<
      Exporting.DataExport,
      BiometricRequired | AccountNotActive | SessionExpired | SessionRevoked | Unavailable
    >
  }
>()("@serenya/domain/privacy/DataExports") {
  static readonly layer = Layer.effect(
    DataExports,
    Effect.gen(function* () {
      const users = yield* Users
      const exported = yield* Exporting.make
      const witness = yield* makeWitness

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
