import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { explained } from "@serenya/local/cli/Trouble"
import { Console, Effect, Option } from "effect"
import { Command } from "effect/cli"
import * as AuditStores from "../stack/AuditStores.ts"
import { endpoint, json } from "./Options.ts"

export const checkpoint = Command.make(
  "checkpoint",
  { endpoint, json },
  Effect.fnUntraced(function* ({ endpoint, json }) {
    const taken = yield* AuditCheckpoints.use(({ take }) => take).pipe(
      Effect.provide(AuditStores.layer(endpoint)),
      explained
    )
    const said = Option.match(taken, {
      onNone: () => ({ taken: false }),
      onSome: ({ count, digest, number, total }) => ({ taken: true, anchor: `${number}:${digest}`, count, total })
    })
    yield* Console.log(
      json
        ? JSON.stringify(said)
        : Object.entries(said)
            .map(([name, value]) => `${name.padEnd(8)} ${value}`)
            .join("\n")
    )
  })
).pipe(Command.withDescription("Vouch for what no checkpoint covers yet, as the schedule does every hour"))
