import type { Item } from "@serenya/adapters-aws/dynamo/AttributeValue"
import { provisionTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as Rows from "@serenya/adapters-aws/testing/Rows"
import { Effect, Option } from "effect"
import * as TableExport from "../../src/table/TableExport.ts"
import * as TableImport from "../../src/table/TableImport.ts"
import * as Engine from "../support/Engine.ts"

const silent = () => Effect.void

/** An engine with tables that are filled, exported and imported in this process. */
export const open = Effect.map(Engine.serve, ({ at, client }) => {
  const named = (name: string) => NamedTable.of({ client, name })
  return {
    at,
    make: (name: string, rows: ReadonlyArray<Item> = []) =>
      Effect.gen(function* () {
        yield* provisionTable(client, name, UserTable)
        yield* Effect.forEach(rows, (row) => Rows.put(client, name, row), { concurrency: 8, discard: true })
      }),
    rows: (name: string) => Rows.all(client, name),
    put: (name: string, row: Item) => Rows.put(client, name, row),
    remove: (name: string, row: Item) => Rows.remove(client, name, row),
    exported: (name: string, folder: string, options: Partial<TableExport.ExportPlan> = {}) =>
      TableExport.run({ folder, segments: 3, pageSize: 7, watch: silent, ...options }).pipe(
        Effect.provideService(NamedTable, named(name))
      ),
    imported: (folder: string, name: string, options: Partial<TableImport.ImportPlan> = {}) =>
      Effect.flatMap(TableImport.whole(folder), (manifest) =>
        TableImport.run({
          folder,
          manifest,
          isDryRun: false,
          perSecond: Option.none(),
          watch: silent,
          ...options
        })
      ).pipe(Effect.provideService(NamedTable, named(name)))
  }
})

/** What a killed process leaves: the ends of files that it was writing. */
export const torn = '{"segm'
