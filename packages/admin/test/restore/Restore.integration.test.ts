import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Sqs } from "@serenya/adapters-aws/audit/Sqs"
import { createTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { deleteTable } from "@serenya/adapters-aws/dynamo/DeleteTable"
import { shapeOf } from "@serenya/adapters-aws/dynamo/DescribeTable"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import {
  ListTagsOfResource,
  TagResource,
  UpdateContinuousBackups,
  UpdateTable,
  UpdateTimeToLive
} from "@serenya/adapters-aws/dynamo/DynamoCommands"
import * as RestoreTable from "@serenya/adapters-aws/dynamo/RestoreTable"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as Moto from "@serenya/adapters-aws/testing/Moto"
import { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { UserStore } from "@serenya/domain/users/UserStore"
import * as Provision from "@serenya/local/stack/Provision"
import * as Settings from "@serenya/local/stack/Settings"
import { DateTime, Effect, Layer, Option } from "effect"
import * as Erasing from "../../src/stack/Erasing.ts"
import * as Program from "../support/Program.ts"

const source = Provision.names[UserTable.env]
const arnOf = (table: string) => `arn:aws:dynamodb:eu-west-1:123456789012:table/${table}`

/** The variables of a function at this endpoint. */
const settings = (endpoint: string, table = source) =>
  Settings.provider({
    ...Moto.credentials,
    ...Provision.names,
    AWS_ENDPOINT_URL: endpoint,
    [UserTable.env]: table
  })

const clients = Layer.mergeAll(Dynamo.layer, Kms.layer, SecretsManager.layer, S3.layer, Sqs.layer)

/** What CDK gives the table of a protected stage. */
const asInProduction = (client: Dynamo["Service"]) =>
  Effect.promise(async () => {
    const TableName = source
    await client.send(UpdateTable({ TableName, DeletionProtectionEnabled: true }))
    const TimeToLiveSpecification = { Enabled: true, AttributeName: UserTable.ttlAttribute }
    await client.send(UpdateTimeToLive({ TableName, TimeToLiveSpecification })).catch(() => undefined)
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true }
    await client.send(UpdateContinuousBackups({ TableName, PointInTimeRecoverySpecification }))
    await client.send(TagResource({ ResourceArn: arnOf(source), Tags: [{ Key: "team", Value: "serenya" }] }))
  })

const tagsOf = Effect.fnUntraced(function* (table: string) {
  const client = yield* Dynamo
  return (yield* Effect.promise(() => client.send(ListTagsOfResource({ ResourceArn: arnOf(table) })))).Tags
})

describe.skipIf(Moto.isMissing)("pnpm admin restore at an endpoint", () => {
  it.live(
    "has the table back beside the one there is, as it was made, without those who were erased since, also after a kill",
    () =>
      Effect.gen(function* () {
        const endpoint = yield* Moto.endpoint
        const run = (...args: ReadonlyArray<string>) =>
          Program.run(["restore", ...args, "--endpoint", endpoint], Moto.credentials)
        const aws = yield* Layer.build(Layer.provide(clients, settings(endpoint)))
        const client = yield* Effect.provideContext(Dynamo, aws)
        yield* Effect.provideContext(Provision.provision, aws)

        const unprotected = yield* run("plan")
        assert.deepStrictEqual([unprotected.code, unprotected.stdout], [1, ""])
        assert.include(unprotected.stderr, "has no point-in-time recovery")

        yield* asInProduction(client)
        const [ada, grace] = [yield* Fixtures.user, yield* Fixtures.user]
        const over = (table: string) => Layer.provide(Erasing.adapters, settings(endpoint, table))
        yield* Effect.gen(function* () {
          yield* (yield* UserStore).insert(ada)
          yield* (yield* UserStore).insert(grace)
          yield* (yield* ErasureLedger).record(ada.id, Fixtures.at)
        }).pipe(Effect.provide(over(source)))

        const planned = yield* run("plan", "--json")
        assert.deepStrictEqual([planned.code, planned.stderr], [0, ""])
        const plan = JSON.parse(planned.stdout)
        assert.deepStrictEqual([plan.source, plan.state, plan.lacks], [source, "not begun", []])
        const { at, target } = plan
        const confirmed = ["--at", at, "--stage", source, "--json"]

        const dry = yield* run("run", "--at", at, "--dry-run", "--json")
        assert.strictEqual(JSON.parse(dry.stdout).state, "not begun", dry.stderr)
        assertEquals(yield* shapeOf(client, target), Option.none())

        // Somebody else's table under that name is left as it is.
        yield* createTable(client, target, UserTable)
        const taken = yield* run("run", ...confirmed)
        assert.strictEqual(taken.code, 1)
        assert.include(taken.stderr, "is another table already")
        yield* deleteTable(client, target)

        // Killed just after it began.
        yield* RestoreTable.begin(client, { source, target, at: DateTime.toUtc(DateTime.makeUnsafe(at)) })
        const half = JSON.parse((yield* run("plan", "--at", at, "--json")).stdout)
        assert.deepStrictEqual(half.state, "copied")
        assert.includeMembers(half.lacks, ["stream", "time to live", "point-in-time recovery", "deletion protection"])

        const restored = yield* run("run", ...confirmed)
        assert.deepStrictEqual([restored.code, restored.stderr], [0, ""])
        const { due, erased, examined, failed, state } = JSON.parse(restored.stdout)
        assert.deepStrictEqual([state, examined, due, erased, failed], ["matched", 2, 1, 1, []])
        assertEquals(yield* shapeOf(client, target), yield* shapeOf(client, source))
        assertEquals(yield* Effect.provideContext(tagsOf(target), aws), [{ Key: "team", Value: "serenya" }])
        const find = UserStore.use((store) => Effect.all([store.find(ada.id), store.find(grace.id)]))
        assertEquals(yield* Effect.provide(find, over(target)), [Option.none(), Option.some(grace)])
        assertEquals(yield* Effect.provide(find, over(source)), [Option.some(ada), Option.some(grace)])

        const again = JSON.parse((yield* run("run", ...confirmed)).stdout)
        assert.deepStrictEqual([again.state, again.examined, again.due], ["matched", 1, 0])
      }),
    300_000
  )
})
