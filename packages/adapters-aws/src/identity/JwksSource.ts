import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, type Effect, type Option } from "effect"

export interface JwksAnswer {
  readonly body: unknown
  /** `max-age` in seconds, where the answer states one. */
  readonly maxAge: Option.Option<number>
}

/** Port inside this package: what a provider publishes at its JWKS URL now, with the usual retries. Nothing is cached here. */
export class JwksSource extends Context.Service<
  JwksSource,
  {
    fetch(url: URL): Effect.Effect<JwksAnswer, Unavailable>
  }
>()("@serenya/adapters-aws/identity/JwksSource") {}
