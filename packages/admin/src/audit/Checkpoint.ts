import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import * as Auditing from "../stack/Auditing.ts"
import { place } from "./Options.ts"

type Said = Readonly<Record<string, string | number | boolean>>

const foreseen = AuditCheckpoints.use((checkpoints) => checkpoints.verify(Option.none())).pipe(
  Effect.map(({ pending }): Said => ({ dry_run: true, taken: false, pending }))
)

const taken = AuditCheckpoints.use(({ take }) => take).pipe(
  Effect.map(
    Option.match({
      onNone: (): Said => ({ dry_run: false, taken: false }),
      onSome: ({ count, digest, number, total }) => ({
        dry_run: false,
        taken: true,
        anchor: `${number}:${digest}`,
        count,
        total
      })
    })
  )
)

export const checkpoint = Command.make(
  "checkpoint",
  { place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, json, place }) {
    yield* confirmed(place, change)
    const said = yield* (change.dryRun ? foreseen : taken).pipe(Effect.provide(Auditing.layer(place)), explained)
    yield* print(json, { object: said, lines: (width) => facts(Object.entries(said), width) })
  })
).pipe(
  Command.withDescription("Vouch for what no checkpoint covers yet, as the schedule does every hour"),
  Command.withExamples([
    { command: "pnpm admin audit checkpoint --local .serenya", description: "On this machine, which has no schedule" },
    { command: "pnpm admin audit checkpoint --dry-run", description: "How many events wait for the next one" },
    {
      command: "pnpm admin audit checkpoint --stage serenya-prod --yes-this-is-prod",
      description: "After the schedule missed its hour"
    }
  ])
)
