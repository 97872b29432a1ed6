import type { IdempotencyKey } from "@serenya/domain/idempotency/IdempotencyKey"
import { RequestHash, ScopeId, SealedAnswer } from "@serenya/domain/idempotency/IdempotencyRecord"
import { type IdempotencyScope, IdempotencyScopes } from "@serenya/domain/idempotency/IdempotencyScopes"
import { DataKeys } from "@serenya/domain/keys/DataKeys"
import { Effect, Layer, Redacted } from "effect"
import { openAll, seal, sealingKey } from "../users/AesGcm.ts"
import * as ScopeKeys from "./ScopeKeys.ts"

const bindingOf = (id: ScopeId, key: IdempotencyKey): string => `idempotency/${id}/${key}`

const scopeOf = (id: ScopeId, secret: ScopeKeys.Secret): IdempotencyScope => ({
  id,
  hash: (request) => Effect.map(ScopeKeys.digest(secret, request), (text) => RequestHash.make(text)),
  seal: Effect.fnUntraced(function* (key, answer) {
    const answerKey = yield* sealingKey(yield* ScopeKeys.answerKey(secret))
    return SealedAnswer.make(yield* seal(answerKey, answer, bindingOf(id, key)))
  }),
  open: Effect.fnUntraced(function* (key, sealed) {
    const answerKey = yield* ScopeKeys.answerKey(secret)
    const [answer] = yield* openAll(answerKey, [{ sealed, boundTo: bindingOf(id, key) }])
    return Redacted.make(answer ?? "", { label: "answer" })
  })
})

/** A person's scope is keyed by their data key, another's by the credential itself; answers are sealed as personal data is. */
export const layer = Layer.effect(
  IdempotencyScopes,
  Effect.gen(function* () {
    const dataKeys = yield* DataKeys

    const ofUser: IdempotencyScopes["Service"]["ofUser"] = Effect.fn("IdempotencyScopes.ofUser")(
      function* (userId, dataKey) {
        const bytes = yield* dataKeys.unwrap(userId, dataKey)
        return scopeOf(ScopeId.make(userId), yield* ScopeKeys.secretOf(bytes))
      }
    )

    const ofCredential: IdempotencyScopes["Service"]["ofCredential"] = Effect.fn("IdempotencyScopes.ofCredential")(
      function* (credential) {
        const bytes = Redacted.make(new TextEncoder().encode(Redacted.value(credential)), { label: "credential" })
        const secret = yield* ScopeKeys.secretOf(bytes)
        return scopeOf(ScopeId.make(yield* ScopeKeys.name(secret)), secret)
      }
    )

    return IdempotencyScopes.of({ ofUser, ofCredential })
  })
)
