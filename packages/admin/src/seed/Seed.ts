import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { confirmed, neverProduction } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { facts } from "../cli/Table.ts"
import * as SeedingStack from "../stack/Seeding.ts"
import { personOf, providerOf } from "./Invented.ts"
import * as Seeding from "./Seeding.ts"

const most = 1_000_000

const within = (from: number, to: number) =>
  [(value: number) => value >= from && value <= to, () => `a number from ${from} to ${to}`] as const

const count = Argument.Int("count").pipe(
  Argument.withDescription("How many people there are to be"),
  Argument.filter(...within(1, most))
)

const number = Flag.Int("seed").pipe(
  Flag.withMetavar("S"),
  Flag.withDescription("Which people: the same seed invents the same ones, number by number"),
  Flag.filter(...within(0, 999_999)),
  Flag.withDefault(1)
)

/** How to become one of them where the service runs on this machine. */
const signIn = (seed: number): string => {
  const first = { seed, number: 1 }
  const body = JSON.stringify({ provider: providerOf(first), person: personOf(first).id })
  return `curl -X POST http://127.0.0.1:8787/_oidc/token -d '${body}'`
}

const nothing: Seeding.Seeded = { created: 0, present: 0, purchases: 0, payments: 0 }

export const seed = Command.make(
  "seed",
  { count, seed: number, place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, count, json, place, seed }) {
    yield* neverProduction(place, "seed")
    yield* confirmed(place, change)
    const seeded = change.dryRun
      ? nothing
      : yield* Effect.gen(function* () {
          const watch = yield* Progress.watch("people", Option.some(count))
          return yield* Seeding.run(seed, count, watch)
        }).pipe(Effect.scoped, Effect.provide(SeedingStack.layer(place)), explained)
    yield* print(json, {
      object: { dry_run: change.dryRun, seed, count, ...seeded, sign_in: signIn(seed) },
      lines: (width) => [
        ...facts(
          [["seed", `${seed}${change.dryRun ? "  (dry run: nobody was written)" : ""}`], ...Object.entries(seeded)],
          width
        ),
        "Under pnpm start, an id_token of the first of them, to sign in with at /api/v1/auth/oauth-signin:",
        `  ${signIn(seed)}`
      ]
    })
  })
).pipe(
  Command.withDescription(
    "Write invented people: the same ones for the same seed, with consents, purchases and payments, signed in nowhere. Whoever is there stays as they are. Never in production; only the issuer of pnpm start signs anybody in as them"
  ),
  Command.withExamples([
    { command: "pnpm admin seed 100 --local .serenya", description: "A hundred people on this machine" },
    { command: "pnpm admin seed 5000 --seed 7 --stage serenya-dev", description: "Another five thousand, in dev" }
  ])
)
