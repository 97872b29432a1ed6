import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { Cause, Console, Effect, Exit, Option } from "effect"
import { Argument, CliError, Command, Flag } from "effect/cli"
import { FetchHttpClient } from "effect/http"
import * as Play from "./Play.ts"
import type { Scenario } from "./Scenario.ts"
import { scenarios } from "./Scenarios.ts"
import * as Identities from "./target/Identities.ts"
import * as Stores from "./target/Stores.ts"

const address = (name: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar("URL"),
    Flag.filter(
      (value) => URL.canParse(value) && /^https?:/.test(value),
      () => "a URL such as http://127.0.0.1:8787"
    ),
    Flag.map((value) => value.replace(/\/+$/, ""))
  )

const flags = {
  target: address("target").pipe(
    Flag.withDescription("The service, such as a deployed stage: its address without /api")
  ),
  issuer: address("issuer").pipe(
    Flag.withDescription(
      "An identity provider that the service trusts and that plays sample people, as `pnpm start` does"
    ),
    Flag.optional
  ),
  stores: address("stores").pipe(
    Flag.withDescription("App stores that the service trusts and that sell without money, as `pnpm start` does"),
    Flag.optional
  ),
  names: Argument.String("scenario").pipe(
    Argument.withDescription(`Which to play; all without one: ${scenarios.map(({ name }) => name).join(", ")}`),
    Argument.variadic()
  )
}

const trouble = (message: string) => new CliError.UserError({ cause: message, userMessage: message })

/** Whether it went as told. */
const told = Effect.fnUntraced(function* (scenario: Scenario, ground: Play.Playground) {
  const { name, story } = scenario
  const played = Play.play(scenario, ground)
  if (played === undefined) {
    yield* Console.log(`- ${name}: skipped, ${Play.lacks(scenario, ground).join("; ")}`)
    return true
  }
  const exit = yield* Effect.exit(played)
  if (Exit.isSuccess(exit)) yield* Console.log(`✓ ${name}: a person ${story}`)
  else yield* Console.log(`✗ ${name}: ${Cause.pretty(exit.cause)}`)
  return Exit.isSuccess(exit)
})

const chosen = (names: ReadonlyArray<string>) => {
  const unknown = names.filter((name) => scenarios.every((scenario) => scenario.name !== name))
  return unknown.length > 0
    ? Effect.fail(
        trouble(`No scenario ${unknown.join(", ")}. There are ${scenarios.map(({ name }) => name).join(", ")}.`)
      )
    : Effect.succeed(names.length === 0 ? scenarios : scenarios.filter(({ name }) => names.includes(name)))
}

const command = Command.make(
  "scenarios",
  flags,
  Effect.fnUntraced(function* ({ issuer, names, stores, target: url }) {
    const ground = {
      target: { url, patience: { every: "500 millis", atMost: "3 minutes" } },
      abilities: {
        uploads: { judgesForms: true },
        ...Option.match(issuer, { onNone: () => ({}), onSome: (at) => ({ identities: Identities.at(at) }) }),
        ...Option.match(stores, { onNone: () => ({}), onSome: (at) => ({ stores: Stores.at(at) }) })
      }
    } as const
    const outcomes = yield* Effect.forEach(yield* chosen(names), (scenario) => told(scenario, ground))
    const failed = outcomes.filter((wentWell) => !wentWell).length
    if (failed > 0) return yield* trouble(`${failed} of ${outcomes.length} scenarios went otherwise.`)
  })
).pipe(
  Command.withDescription("Plays what people do, against a running service"),
  Command.withExamples([
    {
      command:
        "pnpm scenarios --target http://127.0.0.1:8787 --issuer http://127.0.0.1:8787 --stores http://127.0.0.1:8787",
      description: "Against `pnpm start` in another terminal"
    },
    { command: "pnpm scenarios --target https://api.example", description: "What needs no sample person" }
  ])
)

command.pipe(
  Command.run({ version: "0.1.0" }),
  Effect.provide([NodeServices.layer, FetchHttpClient.layer]),
  (program) => NodeRuntime.runMain(program, { disableErrorReporting: true })
)
