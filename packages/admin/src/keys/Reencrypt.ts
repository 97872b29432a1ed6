import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { facts } from "../cli/Table.ts"
import * as Place from "../stack/Place.ts"
import * as Reencrypting from "../stack/Reencrypting.ts"
import { perSecond } from "../table/Options.ts"
import * as ReencryptionWalk from "./ReencryptionWalk.ts"

const dataKeys = Flag.Boolean("data-keys").pipe(
  Flag.withDescription(
    "Give everybody a new data key and seal their e-mail address and names anew, not only rewrap it"
  ),
  Flag.withDefault(false)
)

const journal = Flag.String("journal").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("Who is done so far; a run goes on where it says, and takes it away at the end"),
  Flag.withDefault("re-encryption.jsonl")
)

const nothingYet: ReencryptionWalk.Summary = { examined: 0, done: 0, gone: 0, failed: [] }

export const reencrypt = Command.make(
  "re-encrypt",
  { place: Options.place, change: Options.changing, dataKeys, perSecond, journal, json: Options.json },
  Effect.fnUntraced(function* ({ change, dataKeys, journal, json, perSecond, place }) {
    yield* confirmed(place, change)
    const path = yield* Place.pathOf(journal)
    const what = dataKeys ? "renew" : "rewrap"
    const where = yield* Place.nameOf(place)
    const said = yield* Effect.gen(function* () {
      const examined = yield* ReencryptionWalk.foreseen
      if (change.dryRun) return { ...nothingYet, examined }
      const watch = yield* Progress.watch("people", Option.some(examined))
      return yield* ReencryptionWalk.run({ what, where, journal: path, perSecond, watch })
    }).pipe(Effect.scoped, Effect.provide(Reencrypting.layer(place)), explained)
    const { done, examined, failed, gone } = said
    yield* print(json, {
      object: { dry_run: change.dryRun, what, ...said },
      lines: (width) => [
        ...facts(
          [
            ["what", `${what}${change.dryRun ? "  (dry run: nobody was touched)" : ""}`],
            ["examined", examined],
            ["done", done],
            ["gone", gone],
            ["failed", failed.length]
          ],
          width
        ),
        ...failed.map(({ reason, user_id }) => `  ${user_id}  ${reason}`)
      ]
    })
    if (failed.length > 0) return yield* trouble(`${failed.length} of ${examined} stayed under the old key.`)
  })
).pipe(
  Command.withDescription(
    "Wrap everybody's data key anew under the master key as it is now: after its rotation, or a change of keys. With --data-keys, what leaked of a data key is worth nothing afterwards. One conditional write a person; everybody can read and write all the while. Killed, it goes on where it was"
  ),
  Command.withExamples([
    {
      command: "pnpm admin keys re-encrypt --per-second 50 --stage serenya-prod --yes-this-is-prod",
      description: "At most fifty people a second"
    },
    {
      command: "pnpm admin keys re-encrypt --data-keys --local .serenya",
      description: "New data keys for everybody on this machine"
    }
  ])
)
