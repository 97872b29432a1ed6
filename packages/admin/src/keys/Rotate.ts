import * as KeyRingRules from "@serenya/domain/keys/KeyRingRules"
import { rotates, SecretKeys, SecretName } from "@serenya/domain/keys/SecretKeys"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import * as Secrets from "../stack/Secrets.ts"
import { neverRotating, rings, rotating } from "./Rings.ts"

const ring = Argument.Literals("ring", SecretName.literals).pipe(
  Argument.withDescription(`Which one: ${rotating.join(" or ")}; the others never rotate`)
)

const leaked = Flag.Boolean("leaked").pipe(
  Flag.withDescription(
    "The key before leaked too: rotate although what it signed is still accepted, which signs people out"
  ),
  Flag.withDefault(false)
)

/** Rotates, unless that would end what the last rotation still owes to people. */
const rotated = Effect.fnUntraced(function* (name: SecretName, isLeaked: boolean, dryRun: boolean) {
  const secrets = yield* SecretKeys
  const before = yield* secrets.ring(name, { fresh: true })
  const owed = KeyRingRules.owedUntil(before, yield* DateTime.now)
  if (Option.isSome(owed) && !isLeaked) {
    return yield* trouble(
      `The last rotation is not over before ${DateTime.formatIso(owed.value)}: what the key before it signed is accepted until then. If that key leaked: --leaked.`
    )
  }
  const { current } = dryRun ? before : yield* secrets.rotate(name)
  return { ring: name, rotated: !dryRun, key: current.id, before: before.current.id, effect: rings[name].rotation }
})

export const rotate = Command.make(
  "rotate",
  { ring, leaked, place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, json, leaked, place, ring }) {
    if (!rotates(ring)) return yield* trouble(`${ring} does not rotate. ${rings[ring].rotation}`)
    yield* confirmed(place, change)
    const said = yield* rotated(ring, leaked, change.dryRun).pipe(
      Effect.provide(Secrets.layer(place, [rings[ring].secret])),
      Effect.scoped,
      explained
    )
    yield* print(json, {
      object: { dry_run: change.dryRun, ...said },
      lines: (width) => facts(Object.entries(said), width)
    })
  })
).pipe(
  Command.withDescription(
    `Make a new key for a ring; the one before stays valid for a while. ${neverRotating} never rotate: what is stored was made with them and is found by nothing else`
  ),
  Command.withExamples([
    {
      command: "pnpm admin keys rotate access-token --stage serenya-prod --yes-this-is-prod",
      description: "Nobody is signed out"
    },
    {
      command: "pnpm admin keys rotate access-token --leaked --stage serenya-dev",
      description: "The second of two rotations within twenty minutes: a key that leaked is worth nothing after five"
    }
  ])
)
