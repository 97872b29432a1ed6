import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Grounds } from "../operators/Operator.ts"
import type { Warrant } from "../operators/Warrant.ts"
import { Warrants } from "../operators/Warrants.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UsageLimitReached } from "../subscriptions/SubscriptionErrors.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { updateUser } from "../users/UserUpdates.ts"
import { JobNotFound, type JobNotReplayable } from "./JobErrors.ts"
import { type JobId, partsOf } from "./JobId.ts"
import { type ReplayStep, replayStep } from "./JobReplayRules.ts"
import * as JobStarting from "./JobStarting.ts"
import type { Claim } from "./JobStore.ts"

type Refusal =
  | JobNotFound
  | JobNotReplayable
  | AccountNotActive
  | ConsentRequired
  | UsageLimitReached
  | ConcurrentUpdate

/** Has jobs repeated for people who cannot help themselves, without a look at what is in them. */
export class Replays extends Context.Service<
  Replays,
  {
    /**
     * Starts a failed job again as its owner would, under the same limits and only while they agree, or tells once more of an
     * input whose event was lost. Says which; without grounds, which it would be.
     */
    replay(jobId: JobId, grounds: Option.Option<Grounds>): Effect.Effect<ReplayStep, Refusal | Unavailable>
  }
>()("@serenya/domain/jobs/Replays") {
  static readonly layer = Layer.effect(
    Replays,
    Effect.gen(function* () {
      const users = yield* UserStore
      const warrants = yield* Warrants
      const { admit, announce, count, start, traces } = yield* JobStarting.make

      const admitted = (jobId: JobId) =>
        updateUser(users, users.find(partsOf(jobId).userId), (user, now) =>
          Effect.flatMap(Effect.fromResult(UserRules.requireActive(user)), (active) => admit(jobId, active, now))
        ).pipe(Effect.catchTag("UserNotFound", () => Effect.fail(new JobNotFound())))

      /** Once the trail knows of it; by the claim that the step was decided on, so that an owner who comes first is not counted twice. */
      const carryOut = Effect.fnUntraced(function* (
        _: Warrant<"operator-replay">,
        jobId: JobId,
        step: ReplayStep,
        claim: Option.Option<Claim>
      ) {
        if (step === "announce") return yield* announce(jobId)
        yield* admitted(jobId)
        if (step === "begin" && !(yield* count(jobId, claim))) return
        yield* start(jobId)
      })

      const replay = Effect.fn("Replays.replay")(function* (jobId: JobId, grounds: Option.Option<Grounds>) {
        const found = yield* traces(jobId)
        const step = yield* Effect.fromResult(replayStep(found, partsOf(jobId), yield* DateTime.now))
        if (Option.isNone(grounds)) return step
        const warrant = yield* warrants.issue("operator-replay", partsOf(jobId).userId, grounds.value)
        yield* carryOut(warrant, jobId, step, found.claim)
        return step
      })

      return Replays.of({ replay })
    })
  )
}
