import { provisionTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { shapeOf } from "@serenya/adapters-aws/dynamo/DescribeTable"
import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import { differences, wantedShape } from "@serenya/adapters-aws/dynamo/TableShape"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import { isProduction } from "../cli/ConfirmationRules.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts, render } from "../cli/Table.ts"
import * as Tables from "../stack/Tables.ts"

/** Makes the table where there is none, and says what it differs in where there is one. */
const made = Effect.fnUntraced(function* (dryRun: boolean) {
  const { client, name } = yield* NamedTable
  const wanted = wantedShape(UserTable, isProduction(name))
  const known = yield* shapeOf(client, name)
  if (Option.isSome(known)) return { table: name, created: false, differences: differences(wanted, known.value) }
  if (!dryRun) yield* provisionTable(client, name, UserTable, isProduction(name))
  return { table: name, created: true, differences: [] }
})

type Made = Effect.Success<ReturnType<typeof made>>

const sentence = ({ created, differences, table }: Made, dryRun: boolean): string => {
  if (created) return dryRun ? `${table} would be created (dry run: nothing was)` : `${table} was created`
  return differences.length > 0 ? `${table} is there, and differs` : `${table} is there, as it should be`
}

const columns = [{ title: "what" }, { title: "wanted" }, { title: "found" }]

export const create = Command.make(
  "create",
  { place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, json, place }) {
    yield* confirmed(place, change)
    const said = yield* made(change.dryRun).pipe(Effect.provide(Tables.layer(place)), Effect.scoped, explained)
    const rows = said.differences.map(({ found, wanted, what }) => [what, wanted, found])
    yield* print(json, {
      object: { dry_run: change.dryRun, ...said },
      lines: (width) => [
        ...facts([["table", sentence(said, change.dryRun)]], width),
        ...(rows.length > 0 ? render(columns, rows, width) : [])
      ]
    })
    if (rows.length > 0) return yield* trouble(`${said.table} differs in ${rows.length} of what it should be.`)
  })
).pipe(
  Command.withDescription(
    "Make the table as it is described: a copy, or one at an emulator; a stage's own is CDK's. Production's has recovery and protection. One that is there is compared"
  ),
  Command.withExamples([
    {
      command: "pnpm admin table create --table serenya-restored --stage serenya-restored",
      description: "A table to import into"
    },
    {
      command: "pnpm admin table create --dry-run",
      description: "Whether the stage's table still is what it should be"
    }
  ])
)
