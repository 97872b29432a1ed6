import { Effect, Equal, Option, Random, type Redacted, Result } from "effect"
import type { RefreshToken } from "../src/sessions/RefreshToken.ts"
import type { TokenPair } from "../src/sessions/RefreshTokens.ts"

type Token = Redacted.Redacted<RefreshToken>

/** Sends one refresh to the service. None: nobody answered. */
export type Send<R> = (
  token: Token
) => Effect.Effect<Option.Option<Result.Result<TokenPair, { readonly _tag: string }>>, never, R>

/** Milliseconds that a request or an answer takes at most, and that an app waits for an answer. */
export interface Network {
  readonly slowest: number
  readonly patience: number
}

/** Try again with whatever is held by then: these end nothing. */
const passing = new Set(["RefreshRaced", "Unavailable", "ConcurrentUpdate"])

const mostLossesInARow = 3

/**
 * An app that keeps its side of the promise: it keeps an answer only if it still holds what it sent, repeats what was not
 * answered, and goes on with its newest token after a lost race. Requests and answers overtake each other, answers are
 * lost, and some requests arrive twice.
 */
export const make = <R>(first: TokenPair, send: Send<R>, { patience, slowest }: Network) => {
  const answered: Array<TokenPair> = [first]
  const signedOut: Array<string> = []
  let held = first

  const delay = Effect.flatMap(Random.nextIntBetween(0, slowest), Effect.sleep)

  const delivered = Effect.fnUntraced(function* (token: Token) {
    yield* delay
    return yield* send(token)
  })

  const transmit = Effect.fnUntraced(function* (token: Token, mayBeLost: boolean) {
    const luck = yield* Random.nextIntBetween(0, 7)
    if (luck === 0) yield* Effect.forkDetach(delivered(token))
    if (mayBeLost && luck < 3) {
      yield* Effect.forkDetach(delivered(token))
      yield* Effect.sleep(patience)
      return Option.none()
    }
    const answer = yield* delivered(token)
    yield* Option.isNone(answer) ? Effect.sleep(patience) : delay
    return answer
  })

  /** One part of the app needs new tokens, and rests only when it has them or is signed out. */
  const refresh = Effect.gen(function* () {
    for (let losses = 0; ;) {
      const sent = held
      const answer = yield* transmit(sent.refreshToken, losses < mostLossesInARow)
      losses = Option.isNone(answer) ? losses + 1 : 0
      if (Option.isNone(answer)) continue
      if (Result.isSuccess(answer.value)) {
        answered.push(answer.value.success)
        if (Equal.equals(held, sent)) held = answer.value.success
        return
      }
      const { _tag } = answer.value.failure
      if (!passing.has(_tag)) return void signedOut.push(_tag)
    }
  })

  return {
    refresh,
    /** The newest pair. */
    held: () => held,
    /** Every pair it was ever given. */
    answered,
    /** What ended its session, in its eyes. */
    signedOut
  }
}
