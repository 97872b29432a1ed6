import { DateTime, Effect, Option, Schedule } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import { SessionRevoked } from "../sessions/SessionErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "./User.ts"
import type { ConcurrentUpdate } from "./UserErrors.ts"
import { UserNotFound } from "./UserErrors.ts"
import * as UserRules from "./UserRules.ts"
import type { UserStore } from "./UserStore.ts"

/** A decision about a user: what to store, if anything (the user, or more in one step), and what to answer. */
export interface Decision<A, Stored = User> {
  readonly store: Option.Option<Stored>
  readonly answer: A
}

export const unchanged = <A>(answer: A): Decision<A, never> => ({ store: Option.none(), answer })

export const changed = <A, Stored = User>(stored: Stored, answer: A): Decision<A, Stored> => ({
  store: Option.some(stored),
  answer
})

/** A lost race is decided again at once, then ever later: 12 attempts within about four seconds. */
const lostRace = Schedule.min([Schedule.exponential("10 millis"), Schedule.spaced("500 millis")]).pipe(
  Schedule.jittered
)

/** How an update ends: `UserStore.save`, or what stores more than the user in one step. */
export interface Writes<E, Stored = User> {
  save(stored: Stored): Effect.Effect<void, E | ConcurrentUpdate | Unavailable>
}

/**
 * Reads a user, decides, writes. When another writer was faster, decides again on what is stored now; after 12 lost races
 * it gives up with `ConcurrentUpdate`, and nothing is written.
 */
export const updateUser = <A, E, E2, E3 = never, Stored = User>(
  store: Writes<E3, Stored>,
  read: Effect.Effect<Option.Option<User>, E2>,
  decide: (user: User, now: DateTime.Utc) => Effect.Effect<Decision<A, Stored>, E>
): Effect.Effect<A, E | E2 | E3 | UserNotFound | ConcurrentUpdate | Unavailable> =>
  Effect.gen(function* () {
    const user = yield* read
    if (Option.isNone(user)) return yield* new UserNotFound()
    const decision = yield* decide(user.value, yield* DateTime.now)
    if (Option.isSome(decision.store)) yield* store.save(decision.store.value)
    return decision.answer
  }).pipe(Effect.retry({ schedule: lostRace, times: 11, while: (error) => isLostRace(error) }))

const isLostRace = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "ConcurrentUpdate"

/** `updateUser` on whoever is calling, if they are let in. A caller without a user has lost their session with it. */
export const updateCaller = <A, E, E3 = never, Stored = User>(
  store: Writes<E3, Stored> & Pick<UserStore["Service"], "find">,
  caller: Caller,
  decide: (user: User, now: DateTime.Utc) => Effect.Effect<Decision<A, Stored>, E>
): Effect.Effect<A, E | E3 | UserRules.NotAdmitted | ConcurrentUpdate | Unavailable> =>
  updateUser(store, store.find(caller.userId), (found, now) =>
    Effect.flatMap(Effect.fromResult(UserRules.admit(found, caller, now)), (user) => decide(user, now))
  ).pipe(
    Effect.catchIf(
      (error) => error instanceof UserNotFound,
      () => Effect.fail(new SessionRevoked())
    )
  )
