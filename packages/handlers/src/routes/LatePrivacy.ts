import { DataExports } from "@serenya/domain/privacy/DataExports"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import type { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import type { UserStore } from "@serenya/domain/users/UserStore"
import { Cache, Context, Duration, Effect, Exit, Layer } from "effect"

type Ports = UserStore | PersonalDataCipher

/** A module whose layer makes the services, over ports that are there already. */
export interface Part<E> {
  readonly layer: Layer.Layer<DataExports | Erasures, E, Ports>
}

/**
 * Export and erasure, loaded when somebody first demands one: they bring S3 and Secrets Manager along, a third of the
 * function, which nothing else in it asks. A part that does not load or build is a defect of that one request: the next tries again.
 */
export const layer = <E>(load: () => Promise<Part<E>>): Layer.Layer<DataExports | Erasures, never, Ports> =>
  Layer.effectContext(
    Effect.gen(function* () {
      const ports = yield* Effect.context<Ports>()
      const scope = yield* Effect.scope
      const build = Effect.promise(load).pipe(
        Effect.flatMap((part) => Layer.buildWithScope(part.layer, scope)),
        Effect.provideContext(ports),
        Effect.orDie
      )
      const held = yield* Cache.makeWith(() => build, {
        capacity: 1,
        timeToLive: (exit) => (Exit.isSuccess(exit) ? Duration.infinity : 0)
      })
      const exports = Effect.map(Cache.get(held, "services"), Context.get(DataExports))
      const erasures = Effect.map(Cache.get(held, "services"), Context.get(Erasures))

      return Context.make(
        DataExports,
        DataExports.of({ of: (caller) => Effect.flatMap(exports, (late) => late.of(caller)) })
      ).pipe(
        Context.add(
          Erasures,
          Erasures.of({
            erase: (caller, confirmation) => Effect.flatMap(erasures, (late) => late.erase(caller, confirmation)),
            recorded: (registrant) => Effect.flatMap(erasures, (late) => late.recorded(registrant)),
            carryOut: (order) => Effect.flatMap(erasures, (late) => late.carryOut(order))
          })
        )
      )
    })
  )
