import { Effect, Layer, Redacted } from "effect"
import { RandomIds } from "../shared/RandomIds.ts"
import type { IdempotencyKey } from "./IdempotencyKey.ts"
import { RequestHash, ScopeId, SealedAnswer } from "./IdempotencyRecord.ts"
import { type IdempotencyScope, IdempotencyScopes } from "./IdempotencyScopes.ts"

interface Kept {
  readonly secret: string
  readonly key: IdempotencyKey
  readonly answer: Redacted.Redacted
}

/** Digests and seals by remembering, so only the layer that did either knows. For tests only. */
export const layer = Layer.effect(
  IdempotencyScopes,
  Effect.gen(function* () {
    const ids = yield* RandomIds
    const digests = new Map<string, string>()
    const answers = new Map<SealedAnswer, Kept>()

    const digest = Effect.fnUntraced(function* (secret: string, text: string) {
      const name = JSON.stringify([secret, text])
      const fresh = yield* ids.token(32)
      const known = digests.get(name) ?? fresh
      digests.set(name, known)
      return known
    })

    const scope = (id: ScopeId, secret: string): IdempotencyScope => ({
      id,
      hash: (request) => Effect.map(digest(secret, Redacted.value(request)), (text) => RequestHash.make(text)),
      seal: Effect.fnUntraced(function* (key, answer) {
        const sealed = SealedAnswer.make(yield* ids.token(32))
        answers.set(sealed, { secret, key, answer })
        return sealed
      }),
      open: (key, sealed) =>
        Effect.suspend(() => {
          const kept = answers.get(sealed)
          return kept?.secret === secret && kept.key === key
            ? Effect.succeed(kept.answer)
            : Effect.die(new Error("What was sealed for another scope or key does not open"))
        })
    })

    return IdempotencyScopes.of({
      ofUser: (userId, dataKey) => Effect.succeed(scope(ScopeId.make(userId), `${userId}/${dataKey}`)),
      ofCredential: Effect.fnUntraced(function* (credential) {
        const secret = Redacted.value(credential)
        return scope(ScopeId.make(yield* digest("scope", secret)), secret)
      })
    })
  })
)
