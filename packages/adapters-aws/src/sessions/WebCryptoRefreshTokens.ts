import type { Caller } from "@serenya/domain/sessions/Caller"
import { RefreshToken, RefreshTokenHash, SealedPair } from "@serenya/domain/sessions/RefreshToken"
import { RefreshTokens, type TokenPair } from "@serenya/domain/sessions/RefreshTokens"
import { RandomIds } from "@serenya/domain/shared/RandomIds"
import { Effect, Layer, Redacted } from "effect"
import * as PairSeal from "./PairSeal.ts"

const sha256 = (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))

/** Refresh tokens under WebCrypto: SHA-256 to store them, HKDF and AES-256-GCM to keep a lost response for its parent alone. */
export const layer = Layer.effect(
  RefreshTokens,
  Effect.gen(function* () {
    const ids = yield* RandomIds

    const issue = Effect.fn("RefreshTokens.issue")(function* ({ userId, sessionId }: Caller) {
      return Redacted.make(RefreshToken.make(`${userId}.${sessionId}.${yield* ids.token(32)}`))
    })

    const hash = Effect.fn("RefreshTokens.hash")(function* (token: Redacted.Redacted<RefreshToken>) {
      const digest = yield* Effect.promise(() => sha256(Redacted.value(token)))
      return RefreshTokenHash.make(Buffer.from(digest).toString("base64url"))
    })

    const seal = Effect.fn("RefreshTokens.seal")(function* (parent: Redacted.Redacted<RefreshToken>, pair: TokenPair) {
      return SealedPair.make(yield* Effect.promise(() => PairSeal.seal(Redacted.value(parent), pair)))
    })

    const open = Effect.fn("RefreshTokens.open")((parent: Redacted.Redacted<RefreshToken>, sealed: SealedPair) =>
      Effect.promise(() => PairSeal.open(Redacted.value(parent), sealed))
    )

    return RefreshTokens.of({ issue, hash, seal, open })
  })
)
