import { assert, describe, it } from "@effect/vitest"
import * as Moto from "@serenya/adapters-aws/testing/Moto"
import { metrics } from "@serenya/domain/telemetry/MetricCatalogue"
import { Effect } from "effect"
import * as Deployed from "./Deployed.ts"
import * as Journeys from "./Journeys.ts"
import * as Recorded from "./Recorded.ts"
import * as StoredBytes from "./StoredBytes.ts"

const functionsMetered = 17

/** Every value of every dimension is a series, and costs as one. */
const metricSeries = Object.values(metrics).reduce(
  (sum, { dimensions, perFunction }) =>
    sum +
    Object.values(dimensions).reduce((product, values) => product * values.length, perFunction ? functionsMetered : 1),
  0
)

const clocks = ["audit-checkpoint", "reconcile", "erasure-resume"] as const

/** Somebody was here before: secrets and providers' keys are held, and the person who is counted is not known. */
const counted = Effect.gen(function* () {
  const deployed = yield* Deployed.start(yield* Moto.endpoint)
  const earlier = yield* Journeys.walk(deployed, "omar")
  yield* earlier.leave
  const { counted: journeys, leave, userId } = yield* Journeys.walk(deployed, "jane")
  const personBytes = yield* Effect.promise(() => StoredBytes.of(deployed.table, userId))
  yield* leave
  for (const clock of clocks) yield* deployed.tick(clock)
  const runs: Record<string, Deployed.Counted> = {}
  for (const clock of clocks) runs[clock] = (yield* deployed.during(deployed.tick(clock)))[1]
  const { eventBytes } = deployed
  return {
    journeys,
    clocks: runs,
    stored: {
      personBytes,
      eventBytes: Math.round(eventBytes.reduce((sum, bytes) => sum + bytes, 0) / eventBytes.length)
    },
    metricSeries
  }
})

describe.skipIf(Moto.isMissing)("what the journeys take of AWS", () => {
  it.live(
    "is what docs/cost/calls.json says",
    () =>
      Effect.gen(function* () {
        const now = yield* counted
        if (process.env["SERENYA_RECORD"] === "1") Recorded.record(now)
        assert.deepStrictEqual(
          Recorded.differences(now),
          [],
          "If this is meant: SERENYA_RECORD=1 pnpm vitest run packages/local/test/cost/Calls.integration.test.ts, then pnpm synth"
        )
      }),
    180_000
  )
})
