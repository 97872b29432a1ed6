import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Option, Record, Result, Schema } from "effect"
import { makeJobId } from "../../src/jobs/JobId.ts"
import type { Subscription } from "../../src/subscriptions/Subscription.ts"
import { UsageLimitReached } from "../../src/subscriptions/SubscriptionErrors.ts"
import { allowance, commit, current, documentLimit, release, reserve } from "../../src/subscriptions/UsageRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import { after } from "../services/World.ts"

const now = Fixtures.at
const free = Fixtures.subscription
const grantFor = { minutes: 20 } as const
const lapsesAt = DateTime.add(now, grantFor)
const job = (n: number) => makeJobId("result", JobFixtures.userId, now, n.toString().padStart(22, "0"))

const reserved = (subscription: Subscription, jobs: number, from = 0): Subscription =>
  Array.from({ length: jobs }, (_, n) => job(from + n)).reduce(
    (taken, id) => Result.getOrThrow(reserve(taken, id, lapsesAt, now)),
    subscription
  )

const committed = (subscription: Subscription, id = job(0), at = now) => Option.getOrThrow(commit(subscription, id, at))

const used = (subscription: Subscription, at = now): number => {
  const { documents, reservations } = current(subscription, at)
  return documents + Record.size(reservations)
}

const paid = (fields: Partial<Subscription>): Subscription => ({
  ...free,
  tier: "premium",
  endDate: after({ days: 1 }),
  ...fields
})

describe("what a tier admits", () => {
  const limits: ReadonlyArray<readonly [string, Option.Option<number>, Subscription]> = [
    ["five of the free tier", Option.some(5), free],
    ["any number of a premium one", Option.none(), paid({})],
    ["any number of a family one", Option.none(), paid({ tier: "family" })],
    ["any number of a cancelled one that is still paid for", Option.none(), paid({ status: "cancelled" })],
    ["five of one that ends now", Option.some(5), paid({ endDate: now })],
    [
      "five of a cancelled one that ended",
      Option.some(5),
      paid({ status: "cancelled", endDate: after({ seconds: -1 }) })
    ],
    ["five of an expired one", Option.some(5), paid({ status: "expired" })],
    ["five of a pending one", Option.some(5), paid({ status: "pending" })],
    ["five of one without an end, which nobody paid for", Option.some(5), { ...free, tier: "premium" }]
  ]
  for (const [name, limit, subscription] of limits)
    it(name, () => assertEquals(documentLimit(subscription, now), limit))
})

describe("reserving, counting and giving back", () => {
  it("admits five and refuses the sixth, telling when the next period begins", () => {
    const full = reserved(free, 5)
    assertEquals(
      reserve(full, job(5), lapsesAt, now),
      Result.fail(
        new UsageLimitReached({ limit: 5, used: 5, resetsAt: DateTime.add(now, { months: 1 }), againAt: lapsesAt })
      )
    )
  })

  it("admits a sixth to whom has paid", () => {
    assertEquals(used(reserved(paid({}), 9)), 9)
  })

  it("takes a job's document once, also when none is left", () => {
    const full = reserved(free, 5)
    assertEquals(reserve(full, job(4), lapsesAt, now), Result.succeed(full))
  })

  it("counts a job once, however often it is counted", () => {
    const once = committed(reserved(free, 2))
    assertEquals([once.usage.documents, used(once)], [1, 2])
    assertEquals(commit(once, job(0), now), Option.none())
    assertEquals(release(once, job(0), now), Option.none())
  })

  it("gives a job's document back once", () => {
    const back = Option.getOrThrow(release(reserved(free, 2), job(0), now))
    assertEquals([back.usage.documents, used(back)], [0, 1])
    assertEquals(release(back, job(0), now), Option.none())
    assertEquals(commit(back, job(0), now), Option.none())
  })

  it("neither counts nor gives back what was never taken", () => {
    assertEquals(commit(free, job(0), now), Option.none())
    assertEquals(release(free, job(0), now), Option.none())
  })

  it("gives a lapsed reservation to the next", () => {
    const full = reserved(free, 5)
    assertTrue(
      Result.isFailure(reserve(full, job(5), after({ minutes: 40 }), DateTime.subtract(lapsesAt, { milliseconds: 1 })))
    )
    const next = Result.getOrThrow(reserve(full, job(5), after({ minutes: 40 }), lapsesAt))
    assertEquals(Object.keys(next.usage.reservations), [job(5)])
    assertEquals(commit(next, job(0), lapsesAt), Option.none())
  })

  it("counts a late result whose reservation nobody took", () => {
    assertEquals(committed(reserved(free, 1), job(0), DateTime.add(lapsesAt, { minutes: 1 })).usage.documents, 1)
  })

  it("starts over with the next period", () => {
    const full = Array.from({ length: 5 }, (_, n) => job(n)).reduce(
      (taken, id) => committed(taken, id),
      reserved(free, 5)
    )
    assertEquals(full.usage.documents, 5)
    const turn = full.usage.periodEnd
    assertEquals(used(full, DateTime.subtract(turn, { milliseconds: 1 })), 5)
    assertEquals(current(full, turn), {
      documents: 0,
      periodStart: turn,
      periodEnd: DateTime.add(now, { months: 2 }),
      reservations: {}
    })
  })

  it("takes what is still reserved into the next period", () => {
    const turn = free.usage.periodEnd
    const before = DateTime.subtract(turn, { minutes: 1 })
    const lapses = DateTime.add(before, grantFor)
    const take = (taken: Subscription, n: number) => Result.getOrThrow(reserve(taken, job(n), lapses, before))
    const full = [0, 1, 2, 3, 4].reduce(take, free)
    assertEquals(Result.isFailure(reserve(full, job(5), lapses, turn)), true)
    assertEquals(Result.isSuccess(reserve(full, job(5), DateTime.add(lapses, grantFor), lapses)), true)
  })

  it("counts a document in the period in which it is finished", () => {
    const turn = free.usage.periodEnd
    const before = DateTime.subtract(turn, { minutes: 1 })
    const taken = Result.getOrThrow(reserve(free, job(0), DateTime.add(before, grantFor), before))
    const counted = committed(taken, job(0), turn)
    assertEquals([counted.usage.documents, counted.usage.periodStart], [1, turn])
  })
})

describe("what may be done now, and when again", () => {
  it("says what is left while there is any", () => {
    const { againAt, left, limit, used: taken } = allowance(reserved(free, 2), now)
    assertEquals([limit, taken, left, againAt], [Option.some(5), 2, Option.some(3), now])
  })

  it("has no limit for whom has paid", () => {
    const { againAt, left, limit, used: taken } = allowance(reserved(paid({}), 9), now)
    assertEquals([limit, taken, left, againAt], [Option.none(), 9, Option.none(), now])
  })

  it("waits for the next period once all are done", () => {
    const done = Array.from({ length: 5 }, (_, n) => job(n)).reduce(
      (taken, id) => committed(taken, id),
      reserved(free, 5)
    )
    assertEquals(allowance(done, now).againAt, done.usage.periodEnd)
  })

  it("waits for a grant to lapse where one may", () => {
    assertEquals(allowance(reserved(free, 5), now).againAt, lapsesAt)
  })

  it("leaves nothing to whom used more than the free tier has", () => {
    const lapsed = { ...reserved(paid({}), 9), status: "expired" as const }
    assertEquals(allowance(lapsed, now).left, Option.some(0))
  })
})

const Step = Schema.Struct({
  does: Schema.Literals(["reserve", "reserve", "commit", "release"]),
  job: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9 })),
  /** Minutes before it: usually less than a grant lasts, sometimes more than a period. */
  after: Schema.Literals([0, 1, 3, 7, 12, 19, 20, 21, 45_000])
})
const Steps = Schema.Array(Step).check(Schema.isMinLength(1), Schema.isMaxLength(60))

describe("whatever happens in whatever order", () => {
  it.prop(
    "the free tier's five are never exceeded, and each job counts as often as it was counted",
    [Steps],
    ([steps]) => {
      let subscription = free
      let at = now
      /** What the counter must show, kept the simple way. */
      let counted = 0
      for (const step of steps) {
        at = DateTime.add(at, { minutes: step.after })
        const period = current(subscription, at).periodStart
        if (!DateTime.Equivalence(period, subscription.usage.periodStart)) counted = 0
        const apply = (to: Subscription): Option.Option<Subscription> => {
          switch (step.does) {
            case "reserve":
              return Result.getSuccess(reserve(to, job(step.job), DateTime.add(at, grantFor), at))
            case "commit":
              return commit(to, job(step.job), at)
            case "release":
              return release(to, job(step.job), at)
          }
        }
        const next = apply(subscription)
        // What is told beforehand is what then happens, and at `againAt` it happens too; a millisecond earlier it does not.
        const told = allowance(subscription, at)
        const admits = (when: DateTime.Utc) =>
          Result.isSuccess(reserve(subscription, job(99), DateTime.add(when, grantFor), when))
        assertEquals(Option.contains(told.left, 0), !admits(at))
        assertTrue(admits(told.againAt))
        if (!admits(at)) assertTrue(!admits(DateTime.subtract(told.againAt, { milliseconds: 1 })))
        if (Option.isNone(next)) continue
        if (step.does === "commit") counted += 1
        subscription = next.value
        assertEquals(subscription.usage.documents, counted)
        assertTrue(used(subscription, at) <= 5)
        const again = apply(subscription)
        if (step.does === "reserve") assertEquals(again, next)
        else assertEquals(again, Option.none())
      }
    },
    { arbitrary: { runs: 1000 } }
  )
})
