import { trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Prompt, TerminalCapabilities } from "effect/cli"
import * as Place from "../stack/Place.ts"
import * as ConfirmationRules from "./ConfirmationRules.ts"
import { wrongInput } from "./WrongInput.ts"

/** The flags of `Options.changing`. */
export interface Given extends ConfirmationRules.Given {
  readonly dryRun: boolean
}

const asked = (table: string) =>
  Prompt.run(Prompt.String({ message: `This changes ${table}. Type its name to go on:` })).pipe(
    Effect.catchTag("QuitError", () => Effect.interrupt)
  )

/**
 * Goes on where the operator named the table that is changed; a terminal asks for it. Nothing is to be confirmed of a dry
 * run, and on this machine the folder that `--local` names is the confirmation.
 */
export const confirmed = Effect.fn("Confirmation.confirmed")(function* (place: Place.Place, given: Given) {
  if (given.dryRun || Place.isLocal(place)) return
  const table = yield* Place.tableOf(place)
  const { canPrompt } = yield* TerminalCapabilities.TerminalCapabilities
  const stage = Option.isNone(given.stage) && canPrompt ? Option.some(yield* asked(table)) : given.stage
  yield* Effect.fromResult(ConfirmationRules.judge(table, { ...given, stage })).pipe(Effect.mapError(wrongInput))
})

/** For what nobody does to production, whatever they type. */
export const neverProduction = Effect.fn("Confirmation.neverProduction")(function* (place: Place.Place, what: string) {
  if (Place.isLocal(place)) return
  const table = yield* Place.tableOf(place)
  if (ConfirmationRules.isProduction(table)) return yield* trouble(`${table} is production: ${what} refuses it.`)
})
