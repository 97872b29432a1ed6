import { Cause, Exit, type Runtime } from "effect"

/** Ctrl-C is how a person stops this: no failure. */
export const stopQuietly: Runtime.Teardown = (exit, onExit) =>
  onExit(Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause) ? 0 : 1)
