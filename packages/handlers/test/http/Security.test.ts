import { assert, it } from "@effect/vitest"
import { SecurityEvents } from "@serenya/domain/audit/SecurityEvents"
import type { Refused } from "@serenya/domain/audit/SecurityRules"
import { SessionId } from "@serenya/domain/sessions/SessionId"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { Context, Effect } from "effect"
import * as Service from "./Service.ts"

it.live(
  "tells who guards the service of a foreign job, through each function that names one, and the caller nothing",
  () =>
    Effect.gen(function* () {
      const told: Array<Refused> = []
      const recorder = { record: (refused: Refused) => Effect.sync(() => void told.push(refused)) }
      const { call } = yield* Service.makeWith((world) => Context.add(world, SecurityEvents, recorder))
      const caller = { userId: yield* Fixtures.userId, sessionId: SessionId.make(yield* Fixtures.uuid) }
      const foreign = yield* JobFixtures.jobId("result", yield* Fixtures.userId)
      const paths = [
        ["GET", `status/${foreign}`],
        ["GET", `result/${foreign}`],
        ["DELETE", `cleanup/${foreign}`]
      ] as const
      for (const [method, path] of paths) {
        const { status, text } = yield* call({ method, path: `/api/v1/process/${path}`, caller })
        assert.strictEqual(status, 404)
        assert.notInclude(text, "foreign")
      }
      assert.deepStrictEqual(
        told,
        paths.map(() => ({ fact: "foreign-job", subject: caller.userId }))
      )
    })
)
