import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, type Effect, type Option, type Redacted } from "effect"

/** Port: unwraps data keys of the old system. None: the key was not wrapped in this context, or by another master key. */
export class LegacyKeys extends Context.Service<
  LegacyKeys,
  {
    unwrap(
      wrapped: Uint8Array,
      context: Readonly<Record<string, string>>
    ): Effect.Effect<Option.Option<Redacted.Redacted<Uint8Array>>, Unavailable>
  }
>()("@serenya/adapters-aws/migration/LegacyKeys") {}
