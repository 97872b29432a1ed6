import { Context, DateTime, Effect, Layer, Option, Record } from "effect"
import { makeWitness } from "../audit/SecurityEvents.ts"
import type { BiometricRequired } from "../biometrics/BiometricErrors.ts"
import { StepUpProof } from "../biometrics/StepUpProof.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Caller } from "../sessions/Caller.ts"
import { type SessionExpired, SessionRevoked } from "../sessions/SessionErrors.ts"
import { Unavailable } from "../shared/Unavailable.ts"
import type { Registrant } from "../users/Registrant.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, unchanged, updateUser } from "../users/UserUpdates.ts"
import { ErasureLedger } from "./ErasureLedger.ts"
import { type ErasureConfirmation, ErasureOrder } from "./ErasureOrder.ts"
import type { ErasureReceipt } from "./ErasureReceipt.ts"
import * as Inventory from "./Inventory.ts"

const writtenAgain = new Unavailable({
  resource: "storage",
  operation: "Erasures.carryOut",
  retryable: true,
  cause: new Error("Something of the person was written again while they were erased")
})

/** Forgets people who ask for it. */
export class Erasures extends Context.Service<
  Erasures,
  {
    /**
     * Erases the caller. Whatever stopped an earlier call, the same caller's next one goes on where it ended; after the last
     * step it looks again and answers like the first, for as long as the door still lets them in.
     */
    erase(
      caller: Caller,
      confirmation: ErasureConfirmation
    ): Effect.Effect<
      ErasureReceipt,
      BiometricRequired | AccountNotActive | SessionExpired | SessionRevoked | ConcurrentUpdate | Unavailable
    >
    /** For operators: whether the ledger says that this person asked to be forgotten. */
    recorded(registrant: Registrant): Effect.Effect<Option.Option<ErasureOrder>, Unavailable>
    /**
     * Tombstone, ledger entry, every holding of the inventory, and a fresh look at each: steps that are safe to repeat, in
     * an order that can be resumed after any of them.
     */
    carryOut(order: ErasureOrder): Effect.Effect<ErasureReceipt, ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/privacy/Erasures") {
  static readonly layer = Layer.effect(
    Erasures,
    Effect.gen(function* () {
      const store = yield* UserStore
      const ledger = yield* ErasureLedger
      const inventory = yield* Inventory.make
      const witness = yield* makeWitness

      const recorded = Effect.fn("Erasures.recorded")(function* (registrant: Registrant) {
        return Option.map(yield* ledger.find(registrant.id), (entry) => ErasureOrder.recorded(registrant, entry))
      })

      /** From here on nobody gets in, and no identity is added: what is found now is all there is. */
      const mark = (registrant: Registrant) =>
        updateUser(store, store.find(registrant.id), (user, now) =>
          Effect.succeed(
            UserRules.isForgotten(Option.some(user))
              ? unchanged<Registrant>(user)
              : changed<Registrant>(UserRules.tombstone(user, now), user)
          )
        ).pipe(Effect.catchTag("UserNotFound", () => Effect.succeed(registrant)))

      const isClean = Effect.fnUntraced(function* (registrant: Registrant) {
        for (const holding of Record.values(inventory)) yield* holding.erase(registrant)
        const looks = Record.values(inventory).map((holding) => holding.remains(registrant))
        return !(yield* Effect.all(looks, { concurrency: "unbounded" })).includes(true)
      })

      const carryOut = Effect.fn("Erasures.carryOut")(function* (order: ErasureOrder) {
        const registrant = yield* mark(order.registrant)
        const entry = yield* ledger.record(registrant.id, yield* DateTime.now)
        // A worker in the middle of a job may write once more between the erasing and the look; then it finds nobody.
        const clean = (yield* isClean(registrant)) || (yield* isClean(registrant))
        if (!clean) return yield* writtenAgain
        return {
          ...entry,
          verifiedAt: yield* DateTime.now,
          erased: Record.keys(inventory),
          kept: Inventory.kept
        }
      })

      /** What a person means who is gone already, or nearly: their first call was answered by silence. */
      const orderOf = Effect.fnUntraced(function* (caller: Caller, confirmation: ErasureConfirmation) {
        const found = yield* store.find(caller.userId)
        if (Option.isNone(found)) return yield* recorded({ id: caller.userId, identities: [] })
        const user = found.value
        if (UserRules.isForgotten(found)) {
          const isTheirs = Option.exists(user.session, ({ id }) => id === caller.sessionId)
          return isTheirs ? ErasureOrder.standing(user) : Option.none<ErasureOrder>()
        }
        const now = yield* DateTime.now
        yield* Effect.fromResult(UserRules.admit(user, caller, now))
        const proof = yield* Effect.fromResult(StepUpProof.require(user, now)).pipe(witness(Option.some(user.id)))
        return Option.some(ErasureOrder.confirmed(user, proof, confirmation))
      })

      const erase = Effect.fn("Erasures.erase")(function* (caller: Caller, confirmation: ErasureConfirmation) {
        const order = yield* orderOf(caller, confirmation)
        if (Option.isNone(order)) return yield* new SessionRevoked()
        return yield* carryOut(order.value)
      })

      return Erasures.of({ erase, recorded, carryOut })
    })
  )
}
