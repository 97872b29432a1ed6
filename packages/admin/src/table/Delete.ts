import { deleteTable } from "@serenya/adapters-aws/dynamo/DeleteTable"
import { tableNamed } from "@serenya/adapters-aws/dynamo/DescribeTable"
import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { confirmed, neverProduction } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import * as Tables from "../stack/Tables.ts"

const gone = Effect.fnUntraced(function* (dryRun: boolean) {
  const { client, name } = yield* NamedTable
  const known = yield* tableNamed(client, name)
  if (Option.isNone(known)) return { table: name, deleted: false, rows: 0 }
  if (!dryRun) yield* deleteTable(client, name)
  return { table: name, deleted: !dryRun, rows: known.value.ItemCount ?? 0 }
})

export const remove = Command.make(
  "delete",
  { place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, json, place }) {
    yield* neverProduction(place, "table delete")
    yield* confirmed(place, change)
    const said = yield* gone(change.dryRun).pipe(Effect.provide(Tables.layer(place)), Effect.scoped, explained)
    yield* print(json, {
      object: { dry_run: change.dryRun, ...said },
      lines: (width) => facts(Object.entries(said), width)
    })
  })
).pipe(
  Command.withDescription(
    "Delete the table with everybody in it, and wait until it is gone. Production's never; a protected one not before its protection is taken away. DynamoDB counts the rows every six hours"
  ),
  Command.withExamples([
    {
      command: "pnpm admin table delete --table serenya-restored --stage serenya-restored",
      description: "A copy that has served its purpose"
    }
  ])
)
