import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Layer, Option } from "effect"
import { createTable } from "../../src/dynamo/CreateTable.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { DescribeTable, GetItem, PutItem } from "../../src/dynamo/DynamoCommands.ts"
import * as Dynoxide from "../../src/dynamo/Dynoxide.ts"
import { UserTable } from "../../src/resources/UserTable.ts"
import * as Emulator from "../support/Emulator.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"

const TableName = "serenya-test"
const Key = { PK: { S: "a" }, SK: { S: "b" } }

/** Runs `use` against an engine on that file, with the table created, and stops the engine. */
const onEngine = <A>(dbPath: string, use: (client: Dynamo["Service"]) => Promise<A>) =>
  Effect.gen(function* () {
    const endpoint = yield* Dynoxide.serve(Option.getOrThrow(Dynoxide.binary()), { dbPath })
    return yield* Effect.gen(function* () {
      const client = yield* Dynamo
      yield* createTable(client, TableName, UserTable)
      yield* createTable(client, TableName, UserTable)
      return yield* Effect.promise(() => use(client))
    }).pipe(
      Effect.provide(Dynamo.layer.pipe(Layer.provide(Emulator.config(endpoint)))),
      Effect.map((a) => [a, endpoint] as const)
    )
  }).pipe(Effect.scoped)

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "dynoxide-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

LocalDynamo.suites(() => {
  it.live("creates the table as described, once, and keeps what is in it over a restart", () =>
    Effect.gen(function* () {
      const dbPath = join(yield* folder, "users.db")
      const [described, endpoint] = yield* onEngine(dbPath, async (client) => {
        await client.send(PutItem({ TableName, Item: { ...Key, c: { S: "kept" } } }))
        return client.send(DescribeTable({ TableName }))
      })
      assertEquals(described.Table?.StreamSpecification?.StreamViewType, "NEW_AND_OLD_IMAGES")
      assertEquals(
        described.Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName ?? "").toSorted(),
        UserTable.indexes.map(({ name }) => name)
      )
      yield* Effect.flip(Effect.tryPromise(() => fetch(endpoint)))
      const [read] = yield* onEngine(dbPath, (client) => client.send(GetItem({ TableName, Key })))
      assertEquals(read.Item?.["c"], { S: "kept" })
    })
  )

  it.live("tells why an engine did not start", () =>
    Effect.gen(function* () {
      const executable = Option.getOrThrow(Dynoxide.binary())
      const defect = yield* Effect.scoped(Dynoxide.serve(executable, { dbPath: "/nowhere/users.db", port: 0 })).pipe(
        Effect.catchDefect((defect) => Effect.succeed(String(defect)))
      )
      assertEquals(defect.includes("did not start"), true)
    })
  )
})
