import { Functions } from "@serenya/adapters-aws/functions/Functions"
import * as LiveVersions from "@serenya/adapters-aws/functions/LiveVersions"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { render } from "../cli/Table.ts"
import * as Deployment from "./Deployment.ts"
import * as RollbackRules from "./RollbackRules.ts"

const asOf = Flag.String("as-of").pipe(
  Flag.withMetavar("MOMENT"),
  Flag.withDescription(
    "Answer with what was published up to then, such as 2026-03-01T09:30:00Z: before the deployment"
  ),
  Flag.withSchema(Schema.DateTimeUtcFromString)
)

const columns = [
  { title: "function" },
  { title: "from", align: "right" as const },
  { title: "to", align: "right" as const },
  { title: "" }
]

const rowOf = (move: RollbackRules.Move) => ({
  function: move.deployed.name,
  from: move.deployed.live,
  to: move._tag === "Moves" ? move.to.version : move.deployed.live,
  outcome: move._tag.toLowerCase()
})

const sentences: Readonly<Record<string, string>> = {
  moves: "",
  stays: "answers with it already",
  unborn: "did not exist then, and stays as it is"
}

export const rollback = Command.make(
  "rollback",
  { place: Deployment.place, asOf, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ asOf, change, json, place }) {
    yield* confirmed(place, change)
    const moves = yield* Effect.gen(function* () {
      const client = yield* Functions
      const moves = (yield* Deployment.deployed(place)).map((deployed) => RollbackRules.moveTo(deployed, asOf))
      if (change.dryRun) return moves
      yield* Effect.forEach(moves, (move) =>
        move._tag === "Moves" ? LiveVersions.move(client, move.deployed, move.to.version) : Effect.void
      )
      return moves
    }).pipe(Effect.provide(Deployment.layer(place)), explained)
    const rows = moves.map(rowOf)
    yield* print(json, {
      object: { dry_run: change.dryRun, functions: rows },
      lines: (width) =>
        render(
          columns,
          rows.map((row) => [row.function, row.from, row.to, sentences[row.outcome] ?? ""]),
          width
        )
    })
  })
).pipe(
  Command.withDescription(
    "Have every function answer as it did at a moment: the alias moves, nothing is deployed; asked again, it is the same"
  ),
  Command.withExamples([
    {
      command: "pnpm admin functions rollback --as-of 2026-03-01T09:30:00Z --dry-run",
      description: "Which functions would go back, and to what"
    },
    {
      command: "pnpm admin functions rollback --as-of 2026-03-01T09:30:00Z --stage serenya-prod --yes-this-is-prod",
      description: "Takes back the deployment after that moment, within seconds"
    }
  ])
)
