import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { render } from "../cli/Table.ts"
import * as Deployment from "./Deployment.ts"

const columns = [
  { title: "function" },
  { title: "version", align: "right" as const },
  { title: "published" },
  { title: "answers" }
]

export const versions = Command.make(
  "versions",
  { place: Deployment.place, json: Options.json },
  Effect.fnUntraced(function* ({ json, place }) {
    const deployed = yield* Deployment.deployed(place).pipe(Effect.provide(Deployment.layer(place)), explained)
    const rows = deployed.flatMap(({ live, name, versions }) =>
      versions.map(({ publishedAt, version }) => ({
        function: name,
        version,
        published_at: DateTime.formatIso(publishedAt),
        live: version === live
      }))
    )
    yield* print(json, {
      object: { versions: rows },
      lines: (width) =>
        render(
          columns,
          rows.map((row) => [row.function, row.version, row.published_at, row.live ? "live" : ""]),
          width
        )
    })
  })
).pipe(
  Command.withDescription("List what was published of each function, when, and which version answers"),
  Command.withExamples([
    { command: "pnpm admin functions versions", description: "Of the stage that USER_TABLE names" },
    { command: "pnpm admin functions versions --json", description: "For a script" }
  ])
)
