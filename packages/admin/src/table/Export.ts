import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { facts } from "../cli/Table.ts"
import * as Place from "../stack/Place.ts"
import * as Tables from "../stack/Tables.ts"
import * as Expected from "./Expected.ts"
import { segments } from "./Options.ts"
import * as Rows from "./Rows.ts"
import * as TableExport from "./TableExport.ts"

const to = Flag.String("to").pipe(
  Flag.withMetavar("DIR"),
  Flag.withDescription("A new folder, or one with a part of the same export, which goes on")
)

export const exportTable = Command.make(
  "export",
  { place: Options.place, to, segments, json: Options.json },
  Effect.fnUntraced(function* ({ json, place, segments, to }) {
    const folder = yield* Place.pathOf(to)
    const { all, rows } = yield* Effect.gen(function* () {
      const watch = yield* Progress.watch("rows", yield* Expected.rows)
      return yield* TableExport.run({ folder, segments, watch })
    }).pipe(Effect.provide(Tables.layer(place)), Effect.scoped, explained)
    yield* print(json, {
      object: { folder, rows, all },
      lines: (width) => [...facts([["folder", folder], ...Rows.lines(rows)], width)]
    })
  })
).pipe(
  Command.withDescription(
    "Write every row to files, whatever its types: a line for each, in DynamoDB's own JSON. It is no snapshot, for people go on writing: to have the table as of one moment, export a restored one. What is sealed stays sealed; addresses of devices do not, and no erasure reaches these files: delete them"
  ),
  Command.withExamples([
    {
      command: "pnpm admin table export --table serenya-restored --to copy --segments 16",
      description: "As of one moment, of a table that was restored"
    },
    { command: "pnpm admin table export --local .serenya --to copy", description: "From this machine" }
  ])
)
