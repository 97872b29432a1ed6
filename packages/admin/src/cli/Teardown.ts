import { Cause, Exit, Runtime } from "effect"
import { CliError } from "effect/cli"
import { wrongInputCode } from "./WrongInput.ts"

/** In the words of `admin --help`. */
export const codes = "Exit codes: 0 done, 1 refused or failed, 2 typed wrong, 130 stopped by Ctrl-C."

/** What effect/cli refuses to parse is wrong input; help that was asked for is none. */
export const codeOf = (exit: Exit.Exit<unknown, unknown>): number => {
  if (Exit.isSuccess(exit)) return 0
  if (Cause.hasInterruptsOnly(exit.cause)) return 130
  const error = Cause.squash(exit.cause)
  if (CliError.isCliError(error) && error._tag === "ShowHelp") return error.errors.length > 0 ? wrongInputCode : 0
  return Runtime.getErrorExitCode(error)
}

export const teardown: Runtime.Teardown = (exit, onExit) => onExit(codeOf(exit))
