import { assert, layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer, Option, Schema, Struct } from "effect"
import { AnalysisResult } from "../src/analysis/AnalysisResult.ts"
import { ChatAnswer } from "../src/chat/ChatAnswer.ts"
import { type JobId, partsOf } from "../src/jobs/JobId.ts"
import { JobFailureCode, JobOutcome } from "../src/jobs/JobOutcome.ts"
import { endingOf } from "../src/jobs/JobOutcomeRules.ts"
import { type Claim, JobStore } from "../src/jobs/JobStore.ts"
import * as JobFixtures from "./JobFixtures.ts"

const now = JobFixtures.at
const leaseEnd = DateTime.add(now, { seconds: 30 })
const later = DateTime.add(now, { minutes: 5 })

/** A job id cannot be drawn at random: its check characters would be wrong. */
const AnyOutcome = Schema.Union([
  JobOutcome.cases.Failed,
  Schema.TaggedStruct("Completed", { result: Schema.Struct(Struct.omit(AnalysisResult.fields, ["jobId"])) }),
  Schema.TaggedStruct("Completed", { result: Schema.Struct(Struct.omit(ChatAnswer.fields, ["jobId"])) })
])

const nothing = { claim: false, outcome: false }

const held = (claim: Option.Option<Claim>): Claim => {
  assert(Option.isSome(claim), "the claim is ours")
  return claim.value
}

/** Every `JobStore` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<JobStore, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`JobStore laws: ${name}`, (it) => {
    it.effect("gives one of fifty simultaneous claims the job, as its first attempt", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const claims = yield* Effect.all(
          Array.from({ length: 50 }, () => store.claim(id, now, leaseEnd)),
          {
            concurrency: "unbounded"
          }
        )
        const [winner, ...others] = claims.filter(Option.isSome)
        assertEquals(others, [])
        const { attempt, jobId, leaseUntil } = held(winner ?? Option.none())
        assertEquals({ attempt, jobId, leaseUntil }, { attempt: 1, jobId: id, leaseUntil: leaseEnd })
      })
    )

    it.effect("keeps a live lease from others until the moment it ends", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        held(yield* store.claim(id, now, leaseEnd))
        assertEquals(yield* store.claim(id, DateTime.subtract(leaseEnd, { milliseconds: 1 }), later), Option.none())
        assertEquals(held(yield* store.claim(id, leaseEnd, later)).attempt, 2)
      })
    )

    it.effect("gives one of fifty simultaneous claims a lease that ended, as the next attempt", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        held(yield* store.claim(id, now, leaseEnd))
        const claims = yield* Effect.all(
          Array.from({ length: 50 }, () => store.claim(id, leaseEnd, later)),
          {
            concurrency: "unbounded"
          }
        )
        assertEquals(
          claims.filter(Option.isSome).map(({ value }) => value.attempt),
          [2]
        )
      })
    )

    it.effect("keeps a renewed claim from others and its attempt as it was", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const claim = held(yield* store.claim(id, now, leaseEnd))
        const renewed = held(yield* store.renew(claim, later))
        assertEquals([renewed.attempt, renewed.leaseUntil], [1, later])
        assertEquals(yield* store.claim(id, leaseEnd, later), Option.none())
        held(yield* store.renew(renewed, later))
      })
    )

    it.effect("changes the revision with each write, so that only the newest claim renews", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const first = held(yield* store.claim(id, now, leaseEnd))
        const second = held(yield* store.renew(first, leaseEnd))
        assert.notStrictEqual(second.revision, first.revision)
        assertEquals(yield* store.renew(first, later), Option.none())
      })
    )

    it.effect("does not renew a claim that another worker took over", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const lost = held(yield* store.claim(id, now, leaseEnd))
        const taken = held(yield* store.claim(id, leaseEnd, later))
        assertEquals(yield* store.renew(lost, later), Option.none())
        held(yield* store.renew(taken, later))
      })
    )

    it.effect("lets a claim that was let go be taken at once", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        held(yield* store.renew(held(yield* store.claim(id, now, leaseEnd)), now))
        assertEquals(held(yield* store.claim(id, now, later)).attempt, 2)
      })
    )

    it.effect("does not renew a claim that was erased", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const claim = held(yield* store.claim(id, now, leaseEnd))
        yield* store.erase(id)
        assertEquals(yield* store.renew(claim, later), Option.none())
        assertEquals(yield* store.remains(id), nothing)
      })
    )

    it.effect("shows the claim as it stands, and none before the first and after an erasure", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        assertEquals(yield* store.claimed(id), Option.none())
        const first = yield* store.claim(id, now, leaseEnd)
        assertEquals(yield* store.claimed(id), first)
        const renewed = yield* store.renew(held(first), later)
        assertEquals(yield* store.claimed(id), renewed)
        yield* store.erase(id)
        assertEquals(yield* store.claimed(id), Option.none())
      })
    )

    it.effect("makes way for new attempts, which keep the count of retries", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const spent = yield* store.claim(id, now, leaseEnd)
        const retried = { times: 2, at: now }
        const restarted = held(yield* store.restart(id, spent, retried))
        assertEquals([restarted.attempt, restarted.retried], [0, Option.some(retried)])
        assertEquals(yield* store.claimed(id), Option.some(restarted))
        assertEquals(yield* store.renew(held(spent), later), Option.none())
        const next = held(yield* store.claim(id, now, leaseEnd))
        assertEquals([next.attempt, next.retried, next.leaseUntil], [1, Option.some(retried), leaseEnd])
        const renewed = held(yield* store.renew(next, leaseEnd))
        assertEquals(renewed.retried, Option.some(retried))
        assertEquals(held(yield* store.claim(id, leaseEnd, later)).retried, Option.some(retried))
      })
    )

    it.effect("makes way for a job that nobody ever claimed, too", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        held(yield* store.restart(id, Option.none(), { times: 1, at: now }))
        assertEquals(yield* store.restart(id, Option.none(), { times: 1, at: now }), Option.none())
        assertEquals(held(yield* store.claim(id, now, leaseEnd)).attempt, 1)
      })
    )

    it.effect("lets one of fifty simultaneous retries make way", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const spent = yield* store.claim(id, now, leaseEnd)
        const restarts = yield* Effect.all(
          Array.from({ length: 50 }, () => store.restart(id, spent, { times: 1, at: now })),
          { concurrency: "unbounded" }
        )
        assertEquals(restarts.filter(Option.isSome).length, 1)
      })
    )

    it.effect("does not make way over a claim that somebody took meanwhile, or that was erased", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const [id, erased] = [yield* JobFixtures.jobId(), yield* JobFixtures.jobId()]
        const seen = yield* store.claim(id, now, leaseEnd)
        held(yield* store.claim(id, leaseEnd, later))
        assertEquals(yield* store.restart(id, seen, { times: 1, at: later }), Option.none())
        assertEquals(yield* store.restart(id, Option.none(), { times: 1, at: later }), Option.none())
        const gone = yield* store.claim(erased, now, leaseEnd)
        yield* store.erase(erased)
        assertEquals(yield* store.restart(erased, gone, { times: 1, at: later }), Option.none())
        assertEquals(yield* store.remains(erased), nothing)
      })
    )

    it.effect("takes back an ending, and lets another stand after it; the claim stays", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const claim = yield* store.claim(id, now, leaseEnd)
        yield* store.finish(id, JobFixtures.failed({ code: "ANALYSIS_REJECTED", retryable: true }))
        yield* store.reopen(id)
        yield* store.reopen(id)
        assertEquals(yield* store.ending(id), Option.none())
        assertEquals(yield* store.claimed(id), claim)
        const outcome = JobFixtures.completed(id)
        assertEquals(yield* store.finish(id, outcome), endingOf(outcome))
      })
    )

    it.effect("lets one of many different endings stand, and tells everybody which", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const failures = JobFailureCode.literals.map((code) =>
          JobFixtures.failed({ code, retryable: code.length % 2 === 0 })
        )
        const outcomes = [...failures, JobFixtures.completed(id)]
        const endings = yield* Effect.all(
          outcomes.map((outcome) => store.finish(id, outcome)),
          {
            concurrency: "unbounded"
          }
        )
        const standing = yield* store.outcome(id)
        assert(Option.isSome(standing))
        assert(outcomes.some((outcome) => JSON.stringify(outcome) === JSON.stringify(standing.value)))
        for (const ending of endings) assertEquals(ending, endingOf(standing.value))
        assertEquals(yield* store.ending(id), Option.some(endingOf(standing.value)))
      })
    )

    it.effect("does not end a job a second time", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const first = JobFixtures.failed({ code: "NO_TEXT_LAYER", retryable: false })
        assertEquals(yield* store.finish(id, first), endingOf(first))
        assertEquals(yield* store.finish(id, JobFixtures.completed(id)), endingOf(first))
        assertEquals(yield* store.outcome(id), Option.some(first))
      })
    )

    it.effect("gives back a result in every field", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        const outcome = JobFixtures.completed(id)
        yield* store.finish(id, outcome)
        assertEquals(yield* store.outcome(id), Option.some(outcome))
        assertEquals(yield* store.ending(id), Option.some(endingOf(outcome)))
      })
    )

    it.effect.prop(
      "gives back any outcome in every field",
      [AnyOutcome],
      ([any]) =>
        Effect.gen(function* () {
          const store = yield* JobStore
          const id = yield* JobFixtures.jobId()
          const outcome =
            any._tag === "Failed" ? any : JobOutcome.cases.Completed.make({ result: { ...any.result, jobId: id } })
          assertEquals(yield* store.finish(id, outcome), endingOf(outcome))
          assertEquals(yield* store.outcome(id), Option.some(outcome))
        }),
      { arbitrary: { runs: 40 } }
    )

    it.effect("knows nothing of a job before it was claimed or ended", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const id = yield* JobFixtures.jobId()
        assertEquals(yield* store.remains(id), nothing)
        assertEquals(yield* store.ending(id), Option.none())
        assertEquals(yield* store.outcome(id), Option.none())
      })
    )

    it.effect("sees a claim without an outcome, and an outcome without a claim", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const [claimed, ended] = [yield* JobFixtures.jobId(), yield* JobFixtures.jobId()]
        held(yield* store.claim(claimed, now, leaseEnd))
        yield* store.finish(ended, JobFixtures.completed(ended))
        assertEquals(yield* store.remains(claimed), { claim: true, outcome: false })
        assertEquals(yield* store.remains(ended), { claim: false, outcome: true })
        assertEquals(yield* store.ending(claimed), Option.none())
      })
    )

    it.effect("erases claim and outcome, again and again, and of this job only", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const [id, other] = [yield* JobFixtures.jobId(), yield* JobFixtures.jobId()]
        for (const each of [id, other]) {
          held(yield* store.claim(each, now, leaseEnd))
          yield* store.finish(each, JobFixtures.completed(each))
        }
        assertEquals(yield* store.remains(id), { claim: true, outcome: true })
        yield* store.erase(id)
        yield* store.erase(id)
        assertEquals(yield* store.remains(id), nothing)
        assertEquals(yield* store.outcome(id), Option.none())
        assertEquals(yield* store.remains(other), { claim: true, outcome: true })
        assertEquals(yield* store.outcome(other), Option.some(JobFixtures.completed(other)))
        assertEquals(held(yield* store.claim(id, now, leaseEnd)).attempt, 1)
      })
    )

    it.effect("lists the jobs of one person, of every kind and each once, and of nobody else", () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const [me, other] = [yield* JobFixtures.owner, yield* JobFixtures.owner]
        assertEquals(yield* store.jobsOf(me), [])
        const result = yield* JobFixtures.jobId("result", me)
        const chat = yield* JobFixtures.jobId("chat", me)
        const report = yield* JobFixtures.jobId("report", me)
        const mine = [result, chat, report]
        for (const id of [result, chat, yield* JobFixtures.jobId("result", other)]) {
          held(yield* store.claim(id, now, leaseEnd))
        }
        for (const id of [report, chat]) yield* store.finish(id, JobFixtures.completed(id))
        assertEquals((yield* store.jobsOf(me)).toSorted(), mine.toSorted())
        for (const id of mine) yield* store.erase(id)
        assertEquals(yield* store.jobsOf(me), [])
        assertEquals((yield* store.jobsOf(other)).length, 1)
      })
    )
    it.effect(
      "lists everybody's jobs with a claim or an outcome, each once, in the order of their ids, a part at a time",
      () =>
        Effect.gen(function* () {
          const store = yield* JobStore
          const owner = yield* JobFixtures.owner
          const mine: Array<JobId> = []
          for (const kind of ["result", "chat", "report", "result", "chat"] as const) {
            const id = yield* JobFixtures.jobId(kind, owner)
            held(yield* store.claim(id, now, leaseEnd))
            if (kind !== "chat") yield* store.finish(id, JobFixtures.completed(id))
            mine.push(id)
          }
          const read: Array<JobId> = []
          let part: ReadonlyArray<JobId> = []
          do {
            part = yield* store.jobsAfter(Option.fromUndefinedOr(read.at(-1)), 3)
            read.push(...part)
          } while (part.length === 3)
          assertEquals(read, read.toSorted())
          assertEquals(new Set(read).size, read.length)
          const found = read.filter((id) => partsOf(id).userId === owner)
          assertEquals(found, mine.toSorted())
          assertEquals(yield* store.jobsAfter(Option.fromUndefinedOr(read.at(-1)), 3), [])
        })
    )
  })
