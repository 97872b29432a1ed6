import { trouble } from "@serenya/local/cli/Trouble"
import { Runtime } from "effect"
import type { CliError } from "effect/cli"

/** The exit code of a command that was typed wrong: nothing was tried. */
export const wrongInputCode = 2

/** Ends a command with a sentence that says what to type instead. */
export const wrongInput = (message: string): CliError.UserError =>
  Object.assign(trouble(message), { [Runtime.errorExitCode]: wrongInputCode })
