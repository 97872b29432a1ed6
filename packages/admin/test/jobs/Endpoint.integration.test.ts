import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Sqs } from "@serenya/adapters-aws/audit/Sqs"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as Moto from "@serenya/adapters-aws/testing/Moto"
import { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { UserStore } from "@serenya/domain/users/UserStore"
import * as Provision from "@serenya/local/stack/Provision"
import * as Settings from "@serenya/local/stack/Settings"
import { DateTime, Effect, Layer, Redacted } from "effect"
import * as Erasing from "../../src/stack/Erasing.ts"
import * as Program from "../support/Program.ts"

const because = ["--reason", "The event of it was lost"]

/** Somebody whose question the model could not answer. */
const unanswered = Effect.gen(function* () {
  const user = yield* Fixtures.user
  yield* (yield* UserStore).insert(user)
  const random = (yield* Fixtures.uuid).replaceAll("-", "").slice(0, 22)
  const jobId = makeJobId("chat", user.id, yield* DateTime.now, random)
  yield* (yield* DocumentVault).submit(jobId, Redacted.make("{}"))
  const failure = { code: "ANALYSIS_UNAVAILABLE", retryable: true } as const
  yield* (yield* JobStore).finish(jobId, JobFixtures.failed(failure))
  return { id: user.id, jobId }
})

describe.skipIf(Moto.isMissing)("pnpm admin about jobs and subscriptions, at an endpoint", () => {
  it.live(
    "finds a failed job in the bucket, starts it again and removes it; grants in the table; both only with the stage's name",
    () =>
      Effect.gen(function* () {
        const endpoint = yield* Moto.endpoint
        const names: Record<string, string> = { ...Provision.names }
        const settings = Settings.provider({ ...Moto.credentials, ...names, AWS_ENDPOINT_URL: endpoint })
        const clients = Layer.mergeAll(Dynamo.layer, Kms.layer, SecretsManager.layer, S3.layer, Sqs.layer)
        yield* Provision.provision.pipe(Effect.provide(Layer.provide(clients, settings)))
        const ports = Layer.provide(Erasing.adapters, settings)
        const { id, jobId } = yield* Effect.provide(unanswered, ports)
        const run = (...args: ReadonlyArray<string>) =>
          Program.run([...args, "--endpoint", endpoint, "--json"], Moto.credentials)
        const objectOf = Effect.fnUntraced(function* (...args: ReadonlyArray<string>) {
          const { code, stderr, stdout } = yield* run(...args)
          assert.deepStrictEqual([code, stderr], [0, ""], args.join(" "))
          return JSON.parse(stdout)
        })
        const stage = ["--stage", names["USER_TABLE"] ?? ""]

        const { jobs } = yield* objectOf("jobs", "list", "--state", "failed")
        assertEquals(
          jobs.map(({ job_id }: Record<string, unknown>) => job_id),
          [jobId]
        )
        const unnamed = yield* run("jobs", "replay", jobId, ...because)
        assert.strictEqual(unnamed.code, 2)
        assert.include(unnamed.stderr, stage.join(" "))
        const replayed = yield* objectOf("jobs", "replay", jobId, ...because, ...stage)
        assertEquals([replayed.step, replayed.state, replayed.ran], ["begin", "waiting", "elsewhere"])
        assertEquals((yield* objectOf("jobs", "show", jobId)).retries, 1)
        assert.isString((yield* objectOf("jobs", "cleanup", jobId, ...because, ...stage)).cleaned_at)
        assertEquals((yield* objectOf("jobs", "list")).jobs, [])

        const day = DateTime.formatIsoDateUtc(DateTime.add(yield* DateTime.now, { days: 40 }))
        const granted = ["subscriptions", "grant", id, "--tier", "family", "--until", day, ...because]
        assert.strictEqual((yield* run(...granted)).code, 2)
        assertEquals((yield* objectOf(...granted, ...stage)).tier, "family")
        assertEquals((yield* objectOf("subscriptions", "explain", id)).evidence[0].state, "granted")
        assertEquals((yield* objectOf("payments", "list", id)).payments, [])
        const { entries } = yield* objectOf("audit", "access-log", "--person", id)
        assertEquals(
          entries.map(({ fact }: Record<string, unknown>) => fact),
          ["operator-replay", "operator-cleanup", "operator-grant"]
        )
      }),
    300_000
  )
})
