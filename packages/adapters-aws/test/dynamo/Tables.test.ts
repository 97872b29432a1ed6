import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Option, Stream } from "effect"
import { provisionTable } from "../../src/dynamo/CreateTable.ts"
import { deleteTable, TableProtected } from "../../src/dynamo/DeleteTable.ts"
import { shapeOf } from "../../src/dynamo/DescribeTable.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { PutItem } from "../../src/dynamo/DynamoCommands.ts"
import * as TableScan from "../../src/dynamo/TableScan.ts"
import { differences, wantedShape } from "../../src/dynamo/TableShape.ts"
import { UserTable } from "../../src/resources/UserTable.ts"
import * as Items from "../../testing/Items.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"

const shape = Effect.fnUntraced(function* (name: string) {
  return Option.getOrThrow(yield* shapeOf(yield* Dynamo, name))
})

LocalDynamo.suites(() => {
  withLayer(LocalDynamo.layer, { timeout: "60 seconds", excludeTestServices: true })("tables", (it) => {
    it.effect("are made as they are described, once", () =>
      Effect.gen(function* () {
        const client = yield* Dynamo
        assertEquals(yield* shapeOf(client, "serenya-new"), Option.none())
        assertEquals(yield* provisionTable(client, "serenya-new", UserTable), true)
        assertEquals(yield* provisionTable(client, "serenya-new", UserTable), false)
        assertEquals(differences(wantedShape(UserTable, false), yield* shape("serenya-new")), [])
      })
    )

    it.effect("are told apart from what was asked for, thing by thing", () =>
      Effect.gen(function* () {
        const client = yield* Dynamo
        const [first, second] = UserTable.indexes
        const other = { ...UserTable, sortKey: "ORDER", ttlAttribute: "until", indexes: [{ ...first, sortKey: "X" }] }
        yield* provisionTable(client, "serenya-other", other)
        assertEquals(differences(wantedShape(UserTable, true), yield* shape("serenya-other")), [
          { what: "keys", wanted: "PK S, SK S", found: "PK S, ORDER S" },
          { what: "time to live", wanted: "ttl", found: "until" },
          { what: "point-in-time recovery", wanted: "on", found: "off" },
          { what: "deletion protection", wanted: "on", found: "off" },
          { what: `index ${first.name}`, wanted: "GSI1PK S, GSI1SK S, ALL", found: "GSI1PK S, X S, ALL" },
          { what: `index ${second.name}`, wanted: "GSI2PK S, GSI2SK S, ALL", found: "none" }
        ])
      })
    )

    it.effect("are deleted, again is fine, and not while they are protected", () =>
      Effect.gen(function* () {
        const client = yield* Dynamo
        yield* provisionTable(client, "serenya-going", UserTable)
        yield* deleteTable(client, "serenya-going")
        yield* deleteTable(client, "serenya-going")
        assertEquals(yield* shapeOf(client, "serenya-going"), Option.none())
        // The embedded engine knows the protection, and no recovery to a point in time.
        yield* Effect.flip(provisionTable(client, "serenya-kept", UserTable, true))
        assertEquals(
          yield* Effect.flip(deleteTable(client, "serenya-kept")),
          new TableProtected({ table: "serenya-kept" })
        )
      })
    )

    it.effect("are walked in segments that have every row once, and go on where a page ended", () =>
      Effect.gen(function* () {
        const client = yield* Dynamo
        const TableName = "serenya-walked"
        yield* provisionTable(client, TableName, UserTable)
        const keys = Array.from({ length: 60 }, (_, i) => ({ PK: { S: `P${i % 23}` }, SK: { S: `S${i}` } }))
        yield* Effect.forEach(
          keys,
          (key, i) => Effect.promise(() => client.send(PutItem({ TableName, Item: { ...Items.drawn(i), ...key } }))),
          { concurrency: 8 }
        )
        const named = keys.map(({ PK, SK }) => `${PK.S} ${SK.S}`).toSorted()
        for (const of of [1, 2, 7]) {
          const walked = yield* Effect.forEach(TableScan.segments(of), (segment) =>
            TableScan.pages(client, { TableName, Limit: 4 }, segment, Option.none()).pipe(
              Stream.take(2),
              Stream.runCollect,
              Effect.flatMap((first) => {
                const after = first.at(-1)?.next ?? Option.none()
                const rest = Option.isNone(after)
                  ? Stream.empty
                  : TableScan.pages(client, { TableName, Limit: 4 }, segment, after)
                return Effect.map(Stream.runCollect(rest), (rest) => [...first, ...rest])
              })
            )
          )
          const rows = walked.flat().flatMap(({ items }) => items.map(({ PK, SK }) => `${PK?.S} ${SK?.S}`))
          assertEquals(rows.toSorted(), named)
        }
      })
    )
  })
})
