import { SecurityEvents } from "@serenya/domain/audit/SecurityEvents"
import { Cache, Context, Duration, Effect, Exit, Layer } from "effect"

/** A module whose layer provides `SecurityEvents`. */
export interface Part<E> {
  readonly layer: Layer.Layer<never, E>
}

/**
 * Refusals to be kept by a part that is loaded at the first of them: most starts see none. Where it does not load or build,
 * the log has the refusal, as an error, and the next tries again.
 */
export const layer = <E>(load: () => Promise<Part<E>>): Layer.Layer<never> =>
  Layer.effect(
    SecurityEvents,
    Effect.gen(function* () {
      const scope = yield* Effect.scope
      const build = Effect.promise(load).pipe(
        Effect.flatMap((part) => Layer.buildWithScope(part.layer, scope)),
        Effect.map(Context.get(SecurityEvents))
      )
      const held = yield* Cache.makeWith(() => build, {
        capacity: 1,
        timeToLive: (exit) => (Exit.isSuccess(exit) ? Duration.infinity : 0)
      })
      return {
        record: (refused) =>
          Cache.get(held, "trail").pipe(
            Effect.flatMap(({ record }) => record(refused)),
            Effect.catchCause((cause) => Effect.logError("security event not kept", refused, cause))
          )
      }
    })
  )
