import { Lookups } from "@serenya/domain/operators/Lookups"
import { OrderedErasures } from "@serenya/domain/operators/OrderedErasures"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Grounds from "../cli/Grounds.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import * as People from "../stack/People.ts"
import { flat } from "./Flat.ts"
import { who } from "./Who.ts"

export const erase = Command.make(
  "erase",
  { who, grounds: Grounds.ticketed, place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, grounds, json, place, who }) {
    yield* confirmed(place, change)
    const outcome = yield* Effect.gen(function* () {
      const user = yield* Lookups.use((lookups) => lookups.find(who))
      if (change.dryRun) return { user_id: user.id, dry_run: true, status: user.status }
      const receipt = yield* OrderedErasures.use((erasures) => erasures.erase(user.id, grounds))
      return {
        user_id: user.id,
        dry_run: false,
        reference: receipt.reference,
        requested_at: DateTime.formatIso(receipt.requestedAt),
        verified_at: DateTime.formatIso(receipt.verifiedAt),
        erased: receipt.erased,
        kept: receipt.kept.map(({ what }) => what)
      }
    }).pipe(Effect.provide(People.layer(place)), explained)
    yield* print(json, { object: outcome, lines: (width) => facts(flat(outcome), width) })
  })
).pipe(
  Command.withDescription("Forget a person for good who asked by another way than the app; killed, type it again"),
  Command.withExamples([
    {
      command:
        'pnpm admin users erase 019845e1-682f-7b02-a706-3b2422d13aec --reason "Asked for it by letter" --ticket SUP-1234 --stage serenya-prod --yes-this-is-prod',
      description: "Ends with the receipt for them"
    }
  ])
)
