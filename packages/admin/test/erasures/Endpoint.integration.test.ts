import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Sqs } from "@serenya/adapters-aws/audit/Sqs"
import { createTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
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
import { Effect, Layer, Option } from "effect"
import * as Erasing from "../../src/stack/Erasing.ts"
import * as Program from "../support/Program.ts"

const restored = "serenya-restored"

describe.skipIf(Moto.isMissing)("pnpm admin erasures at an endpoint", () => {
  it.live(
    "replays the ledger of the events bucket over the table that was named, and leaves the live one",
    () =>
      Effect.gen(function* () {
        const endpoint = yield* Moto.endpoint
        const settings = Settings.provider({ ...Moto.credentials, ...Provision.names, AWS_ENDPOINT_URL: endpoint })
        const clients = Layer.mergeAll(Dynamo.layer, Kms.layer, SecretsManager.layer, S3.layer, Sqs.layer)
        yield* Provision.provision.pipe(
          Effect.andThen(Effect.flatMap(Dynamo, (client) => createTable(client, restored, UserTable))),
          Effect.provide(Layer.provide(clients, settings))
        )
        const over = (table: Option.Option<string>) =>
          Erasing.adapters.pipe(
            Layer.provide(
              Settings.provider({
                ...Moto.credentials,
                ...Provision.names,
                AWS_ENDPOINT_URL: endpoint,
                ...(Option.isSome(table) && { [UserTable.env]: table.value })
              })
            )
          )
        const [ada, grace] = [yield* Fixtures.user, yield* Fixtures.user]
        const live = over(Option.none())
        const copy = over(Option.some(restored))
        const insertBoth = UserStore.use((store) => Effect.andThen(store.insert(ada), store.insert(grace)))
        yield* Effect.provide(insertBoth, live)
        yield* Effect.provide(insertBoth, copy)
        yield* ErasureLedger.use((ledger) => ledger.record(ada.id, Fixtures.at)).pipe(Effect.provide(live))

        const { code, stderr, stdout } = yield* Program.run(
          ["erasures", "replay", "--endpoint", endpoint, "--table", restored, "--stage", restored, "--json"],
          Moto.credentials
        )
        assert.deepStrictEqual([code, stderr], [0, ""])
        assertEquals(JSON.parse(stdout), { dry_run: false, examined: 2, due: 1, erased: 1, failed: [] })
        const find = UserStore.use((store) => Effect.all([store.find(ada.id), store.find(grace.id)]))
        assertEquals(yield* Effect.provide(find, copy), [Option.none(), Option.some(grace)])
        assertEquals(yield* Effect.provide(find, live), [Option.some(ada), Option.some(grace)])
      }),
    120_000
  )
})
