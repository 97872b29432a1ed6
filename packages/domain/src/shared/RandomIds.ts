import { Context, type Effect } from "effect"

/** Port: unguessable identifiers. Implementations draw from a cryptographic source; the memory one counts. */
export class RandomIds extends Context.Service<
  RandomIds,
  {
    /** A fresh UUID, version 4. */
    readonly uuid: Effect.Effect<string>
    /** `bytes` random bytes in base64url without padding: 16 bytes are 22 characters. */
    token(bytes: number): Effect.Effect<string>
  }
>()("@serenya/domain/shared/RandomIds") {}
