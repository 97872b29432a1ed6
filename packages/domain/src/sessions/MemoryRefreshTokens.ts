import { Effect, Layer, Option, Redacted } from "effect"
import { RandomIds } from "../shared/RandomIds.ts"
import type { Caller } from "./Caller.ts"
import { RefreshToken, RefreshTokenHash, SealedPair } from "./RefreshToken.ts"
import { RefreshTokens, type TokenPair } from "./RefreshTokens.ts"

/** Hashes and seals by remembering, so only the layer that sealed a pair opens it. For tests only. */
export const layer = Layer.effect(
  RefreshTokens,
  Effect.gen(function* () {
    const ids = yield* RandomIds
    const hashes = new Map<string, RefreshTokenHash>()
    const sealedPairs = new Map<SealedPair, { readonly parent: string; readonly pair: TokenPair }>()

    const issue = Effect.fn("RefreshTokens.issue")(function* ({ userId, sessionId }: Caller) {
      return Redacted.make(RefreshToken.make(`${userId}.${sessionId}.${yield* ids.token(32)}`))
    })

    const hash = Effect.fn("RefreshTokens.hash")(function* (token: Redacted.Redacted<RefreshToken>) {
      const fresh = RefreshTokenHash.make(yield* ids.token(32))
      const known = hashes.get(Redacted.value(token)) ?? fresh
      hashes.set(Redacted.value(token), known)
      return known
    })

    const seal = Effect.fn("RefreshTokens.seal")(function* (parent: Redacted.Redacted<RefreshToken>, pair: TokenPair) {
      const sealed = SealedPair.make(yield* ids.token(32))
      sealedPairs.set(sealed, { parent: Redacted.value(parent), pair })
      return sealed
    })

    const open = (parent: Redacted.Redacted<RefreshToken>, sealed: SealedPair) =>
      Effect.sync(() =>
        Option.fromUndefinedOr(sealedPairs.get(sealed)).pipe(
          Option.filter((held) => held.parent === Redacted.value(parent)),
          Option.map(({ pair }) => pair)
        )
      )

    return RefreshTokens.of({ issue, hash, seal, open })
  })
)
