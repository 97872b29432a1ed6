import { open } from "node:fs/promises"
import { HandedExports } from "@serenya/domain/operators/HandedExports"
import { Lookups } from "@serenya/domain/operators/Lookups"
import { exportDocument } from "@serenya/local/cli/ExportDocument"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import * as Grounds from "../cli/Grounds.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as People from "../stack/People.ts"
import * as Place from "../stack/Place.ts"
import { who } from "./Who.ts"

const out = Flag.String("out").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("A new file, which only you may read")
)

/** There is a file before anybody is looked at, and never anybody else's. */
const newFile = (path: string) =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () => open(path, "wx", 0o600),
      catch: (cause) => trouble(`${path} cannot be made: name a file that is not there yet.`, cause)
    }),
    (file) => Effect.promise(() => file.close())
  )

const exported = Command.make(
  "export",
  { who, out, grounds: Grounds.options, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ grounds, json, out, place, who }) {
    const path = yield* Place.pathOf(out)
    const { bytes, id } = yield* Effect.gen(function* () {
      const { id } = yield* Lookups.use((lookups) => lookups.find(who))
      const file = yield* newFile(path)
      const text = exportDocument(yield* HandedExports.use((exports) => exports.of(id, Grounds.of(grounds))))
      yield* Effect.promise(() => file.writeFile(`${text}\n`))
      return { id, bytes: Buffer.byteLength(text) + 1 }
    }).pipe(Effect.scoped, Effect.provide(People.layer(place)), explained)
    yield* print(json, {
      object: { user_id: id, file: path, bytes },
      lines: () => [`Everything that is held about ${id} is in ${path} (${bytes} bytes).`]
    })
  })
).pipe(
  Command.withDescription("Write everything that is held about a person into a file: the document of GET /user/export"),
  Command.withExamples([
    {
      command:
        'pnpm admin users export ada@example.com --out ada.json --reason "Asked for a copy by letter" --ticket SUP-1234',
      description: "In clear: the audit trail is told first"
    }
  ])
)

export { exported as export }
