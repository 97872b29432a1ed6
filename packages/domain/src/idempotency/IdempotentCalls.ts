import { Context, DateTime, type Duration, Effect, Layer, Option, type Redacted, Result } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import type { IdempotencyInProgress, IdempotencyKeyReused } from "./IdempotencyErrors.ts"
import type { IdempotencyKey } from "./IdempotencyKey.ts"
import { IdempotencyRecord, type Pending } from "./IdempotencyRecord.ts"
import * as IdempotencyRules from "./IdempotencyRules.ts"
import { type IdempotencyScope, IdempotencyScopes } from "./IdempotencyScopes.ts"
import { IdempotencyStore } from "./IdempotencyStore.ts"

/** A request under a key: `request` is all that makes it the same one, `keptFor` how long its answer is. */
export interface KeyedCall {
  readonly scope: IdempotencyScope
  readonly key: IdempotencyKey
  readonly request: Redacted.Redacted
  readonly keptFor: Duration.Input
}

/** The first call with its key: the work is its to do. */
export interface FirstCall {
  readonly _tag: "First"
  readonly scope: IdempotencyScope
  readonly record: Pending
}

/** What a call comes to that is not refused. */
export type Turn = FirstCall | { readonly _tag: "Again"; readonly answer: Redacted.Redacted }

/** Does what was asked for once, however often it is asked for. */
export class IdempotentCalls extends Context.Service<
  IdempotentCalls,
  {
    /** Where this caller's keys are. None: they are not let in (any more), and no answer is theirs. */
    scopeOf(caller: Caller): Effect.Effect<Option.Option<IdempotencyScope>, Unavailable>
    scopeOfCredential(credential: Redacted.Redacted): Effect.Effect<IdempotencyScope>
    /** The answer of an earlier call, or this is the first: it ends in `complete` or `release`, or its lease runs out. */
    begin(call: KeyedCall): Effect.Effect<Turn, IdempotencyKeyReused | IdempotencyInProgress | Unavailable>
    complete(first: FirstCall, answer: Redacted.Redacted): Effect.Effect<void, Unavailable>
    /** Nothing was done that must not be done again. */
    release(first: FirstCall): Effect.Effect<void, Unavailable>
  }
>()("@serenya/domain/idempotency/IdempotentCalls") {
  static readonly layer = Layer.effect(
    IdempotentCalls,
    Effect.gen(function* () {
      const store = yield* IdempotencyStore
      const scopes = yield* IdempotencyScopes
      const users = yield* UserStore
      const ids = yield* RandomIds

      const scopeOf = Effect.fn("IdempotentCalls.scopeOf")(function* (caller: Caller) {
        const now = yield* DateTime.now
        const user = Option.flatMap(yield* users.find(caller.userId), (found) =>
          Result.getSuccess(UserRules.admit(found, caller, now))
        )
        return yield* Effect.transposeOption(Option.map(user, ({ id, person }) => scopes.ofUser(id, person.dataKey)))
      })

      const begin = Effect.fn("IdempotentCalls.begin")(function* ({ scope, key, request, keptFor }: KeyedCall) {
        const requestHash = yield* scope.hash(request)
        const callId = yield* ids.uuid
        const now = yield* DateTime.now
        const mine = IdempotencyRecord.cases.Pending.make({
          scope: scope.id,
          key,
          callId,
          requestHash,
          leaseUntil: DateTime.add(now, IdempotencyRules.lease),
          expiresAt: DateTime.addDuration(now, keptFor)
        })
        const standing = yield* Effect.fromResult(IdempotencyRules.judge(yield* store.begin(mine, now), mine))
        return IdempotencyRecord.guards.Completed(standing)
          ? { _tag: "Again" as const, answer: yield* scope.open(key, standing.answer) }
          : { _tag: "First" as const, scope, record: standing }
      })

      const complete = Effect.fn("IdempotentCalls.complete")(function* (
        { scope, record }: FirstCall,
        answer: Redacted.Redacted
      ) {
        yield* store.complete(IdempotencyRules.complete(record, yield* scope.seal(record.key, answer)))
      })

      const release = Effect.fn("IdempotentCalls.release")(({ record }: FirstCall) => store.release(record))

      return IdempotentCalls.of({
        scopeOf,
        scopeOfCredential: scopes.ofCredential,
        begin,
        complete,
        release
      })
    })
  )
}
