import * as KeyRingRules from "@serenya/domain/keys/KeyRingRules"
import { type KeyRing, rotates, SecretKeys, SecretName } from "@serenya/domain/keys/SecretKeys"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Duration, Effect, Option } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { render } from "../cli/Table.ts"
import * as Secrets from "../stack/Secrets.ts"
import { rings } from "./Rings.ts"

const needs = Object.values(rings).map(({ secret }) => secret)

/** A ring without its keys: their names, since when, and until when the one before is accepted. */
const toldOf = (name: SecretName, ring: KeyRing, now: DateTime.Utc) => ({
  ring: name,
  rotates: rotates(name),
  key: ring.current.id,
  since: DateTime.formatIso(ring.rotatedAt),
  age_days: Math.floor(Duration.toDays(DateTime.distance(ring.rotatedAt, now))),
  before: Option.getOrNull(Option.map(ring.previous, ({ id }) => id)),
  before_accepted_until: Option.getOrNull(Option.map(KeyRingRules.owedUntil(ring, now), DateTime.formatIso))
})

const told = Effect.gen(function* () {
  const secrets = yield* SecretKeys
  const now = yield* DateTime.now
  return yield* Effect.forEach(SecretName.literals, (name) =>
    Effect.map(secrets.ring(name, { fresh: true }), (ring) => toldOf(name, ring, now))
  )
})

const columns = [
  { title: "ring" },
  { title: "rotates" },
  { title: "since" },
  { title: "days", align: "right" },
  { title: "key" },
  { title: "before" },
  { title: "accepted until" }
] as const

export const list = Command.make(
  "list",
  { place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ json, place }) {
    const keys = yield* told.pipe(Effect.provide(Secrets.layer(place, needs)), Effect.scoped, explained)
    const rows = keys.map((one) => [
      one.ring,
      one.rotates ? "yes" : "never",
      one.since,
      String(one.age_days),
      one.key,
      one.before ?? "-",
      one.before_accepted_until ?? "-"
    ])
    yield* print(json, { object: { keys }, lines: (width) => render(columns, rows, width) })
  })
).pipe(
  Command.withDescription("Show the service's own keys by name and age, and nothing of what they are made of"),
  Command.withExamples([
    { command: "pnpm admin keys list", description: "How old each key is, and which ones rotate" },
    { command: "pnpm admin keys list --local .serenya --json", description: "On this machine" }
  ])
)
