import { assert, layer as withLayer } from "@effect/vitest"
import { AuditEvents } from "@serenya/adapters-aws/resources/AuditObjects"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as Moto from "@serenya/adapters-aws/testing/Moto"
import { Array, Effect, Layer } from "effect"
import { FetchHttpClient } from "effect/http"
import * as Person from "../src/person/Person.ts"
import { scenarios } from "../src/Scenarios.ts"
import * as Conducts from "./deployed/Conducts.ts"
import { Deployed, layer } from "./deployed/Deployed.ts"
import * as Diary from "./deployed/Diary.ts"
import * as LateJob from "./deployed/LateJob.ts"
import * as Made from "./deployed/Made.ts"
import { listed } from "./deployed/Objects.ts"
import * as Permissions from "./deployed/Permissions.ts"
import { properties, replaced, unsupported } from "./deployed/Shortcomings.ts"
import * as StreamBatch from "./deployed/StreamBatch.ts"
import { at, ofType } from "./deployed/Template.ts"
import { unused } from "./deployed/Unused.ts"
import { Playing, register } from "./support/Suite.ts"

const playing = Layer.effect(
  Playing,
  Effect.map(Deployed, ({ playground }) => playground)
).pipe(Layer.provideMerge(layer), Layer.merge(FetchHttpClient.layer))

/** What is written by the first of them is audited; moto cannot bear the stream of all. */
const [early, late] = Array.span(scenarios, ({ name }) => name !== "chat")

const what = ({ what }: { readonly what: string }) => what

Moto.suites(() => {
  withLayer(playing, { excludeTestServices: true, timeout: "300 seconds" })("the dev stage, deployed", (it) => {
    it.effect("is created whole, but for what moto's CloudFormation is known not to do", () =>
      Effect.gen(function* () {
        const { data, service, set, templates } = (yield* Deployed).deployment
        const missing = [
          [templates.data, data],
          [templates.service, service]
        ] as const
        const types = missing.flatMap(([template, { resources }]) =>
          Object.entries(template.Resources).flatMap(([id, { Type }]) => (id in resources ? [] : [Type]))
        )
        assert.deepStrictEqual([...new Set(types)].toSorted(), [...unsupported, ...replaced].map(what).toSorted())
        assert.deepStrictEqual([...new Set(set.map(what))].toSorted(), properties.map(what).toSorted())
        assert.deepStrictEqual(
          set.filter(({ wasSet }) => wasSet),
          [],
          "what CloudFormation sets needs no line"
        )
        for (const { reason, what } of [...unsupported, ...replaced, ...properties])
          console.warn(`moto: ${what}: ${reason}`)
      })
    )

    it.effect("has the table that the adapters describe, with its indexes and its stream", () =>
      Effect.gen(function* () {
        const { clients, deployment } = yield* Deployed
        const { billing, stream, streamArn, ...table } = yield* Effect.promise(() =>
          Made.table(clients, deployment.names[UserTable.env] ?? "")
        )
        const { env: _, ...described } = UserTable
        assert.deepStrictEqual<unknown>(table, described)
        assert.deepStrictEqual([billing, stream], ["PAY_PER_REQUEST", "NEW_AND_OLD_IMAGES"])
        assert.isString(streamArn)
      })
    )

    it.effect("has the buckets that the adapters describe, encrypted, closed and forgetful", () =>
      Effect.gen(function* () {
        const { clients, deployment } = yield* Deployed
        const bucketOf = (env: string) => Effect.promise(() => Made.bucket(clients, deployment.names[env] ?? ""))
        const key = deployment.names[MasterKey.env]
        assert.deepStrictEqual<unknown>(yield* bucketOf(TempBucket.env), {
          key,
          expireAfterDays: [TempBucket.expireAfterDays],
          transitions: [],
          isVersioned: false,
          isClosed: true
        })
        assert.deepStrictEqual<unknown>(yield* bucketOf(EventsBucket.env), {
          key,
          expireAfterDays: [EventsBucket.expireAfterDays],
          transitions: AuditEvents.transitions,
          isVersioned: EventsBucket.isEvidence,
          isClosed: true
        })
      })
    )

    it.effect("has the key, which rotates, and a secret of at least 256 bits where one is asked for", () =>
      Effect.gen(function* () {
        const { clients, deployment } = yield* Deployed
        const key = deployment.names[MasterKey.env] ?? ""
        assert.isTrue(yield* Effect.promise(() => Made.rotates(clients, key)))
        for (const [id, { Properties }] of ofType(deployment.templates.data, "AWS::SecretsManager::Secret")) {
          if (at(Properties, "GenerateSecretString", "GenerateStringKey") === undefined) continue
          const secret = yield* Effect.promise(() => Made.secret(clients, String(Properties["Name"])))
          const { key } = JSON.parse(secret)
          assert.isAtLeast(Buffer.from(key, "base64").length, 32, id)
        }
      })
    )

    register(it, early, ["uploads"])

    it.effect("keeps an audit trail of everything that was written, and vouches for it", () =>
      Effect.gen(function* () {
        const { clients, deployment, invoke } = yield* Deployed
        assert.isAbove(yield* StreamBatch.handOver, 50)
        yield* Effect.promise(() => invoke("audit-checkpoint", {}))
        yield* Effect.promise(() => invoke("audit-checkpoint", {}))
        const events = deployment.names[EventsBucket.env] ?? ""
        const trail = yield* Effect.promise(() => listed(clients, events, AuditEvents.prefixes.observability))
        const checkpoints = yield* Effect.promise(() => listed(clients, events, "checkpoints/"))
        assert.isAbove(trail.length, 50)
        assert.isAtLeast(checkpoints.length, 1)
      })
    )

    register(it, late, ["uploads"])

    it.effect("knows a job that was started again long after it began", () =>
      Effect.gen(function* () {
        const { playground } = yield* Deployed
        const { identities } = playground.abilities
        if (identities === undefined) return assert.fail("nobody can be signed in")
        const { api, id } = yield* Person.newcomer(playground.target, identities)
        const params = { job_id: yield* LateJob.startedAgain("result", id) }
        assert.strictEqual((yield* api.status.status({ params })).status, "processing")
        assert.strictEqual((yield* Effect.flip(api.result.result({ params })))._tag, "JobNotReady")
        const chat = yield* LateJob.startedAgain("chat", id)
        assert.strictEqual((yield* api.chatStatus.status({ params: { job_id: chat } })).status, "processing")
        for (const job_id of [params.job_id, chat]) yield* api.cleanup.cleanup({ params: { job_id } })
      })
    )

    it.effect("asks the stores about a purchase whose time has come, and strikes an appointment that is nobody's", () =>
      Effect.gen(function* () {
        const { invoke, playground } = yield* Deployed
        const { identities, stores } = playground.abilities
        if (identities === undefined || stores === undefined) return assert.fail("there are no stand-ins")
        for (const store of ["apple", "google"] as const) {
          const { id } = yield* Person.newcomer(playground.target, identities)
          yield* stores.sell(store, id)
          yield* Diary.bringForward(id)
          yield* Effect.promise(() => invoke("reconcile", {}))
          const [next, ...others] = yield* Diary.appointmentsOf(id)
          assert.deepStrictEqual(others, [])
          assert.isAbove(Number(next?.["at"]?.N), Date.now())
        }
      })
    )

    it.effect("finishes by night an erasure that an outage stopped", () =>
      Effect.gen(function* () {
        const { clients, deployment, invoke, playground, without } = yield* Deployed
        const { identities } = playground.abilities
        if (identities === undefined) return assert.fail("nobody can be signed in")
        const { api, id } = yield* Person.newcomer(playground.target, identities)
        const jobId = yield* LateJob.startedAgain("result", id)
        const stopped = yield* without(
          (principal, method) => principal === "user-profile" && method === "DELETE",
          Effect.flip(api.privacy.erase({ payload: { confirmation: "DELETE" } }))
        )
        assert.strictEqual(stopped._tag, "Unavailable")
        const left = () => listed(clients, deployment.names[TempBucket.env] ?? "", `claims/${jobId}`)
        assert.strictEqual((yield* Effect.promise(left)).length, 1)
        yield* Effect.promise(() => invoke("erasure-resume", {}))
        assert.strictEqual((yield* Effect.promise(left)).length, 0)
      })
    )

    it.effect("does nothing that it is not allowed to do", () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(Permissions.denied(...(yield* Conducts.soFar)), [])
      })
    )

    it.effect("is allowed nothing that it does not do", () =>
      Effect.gen(function* () {
        const idle = Permissions.idle(...(yield* Conducts.soFar))
        assert.deepStrictEqual(Permissions.unexplained(idle, unused), [])
        assert.deepStrictEqual(Permissions.spent(idle, unused), [])
      })
    )
  })
})
