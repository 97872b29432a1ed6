import { Cause, Effect, Predicate } from "effect"
import { CliError } from "effect/cli"

/** Ends a command with a sentence for a person, on stderr, and exit code 1. */
export const trouble = (message: string, cause: unknown = message) =>
  new CliError.UserError({ cause, userMessage: message })

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The innermost message says what to do about it: a folder that is not writable, a variable that is missing. */
const reasonOf = (error: unknown): string =>
  Predicate.hasProperty(error, "cause") && error.cause instanceof Error && error.cause.message !== ""
    ? `${messageOf(error)}: ${reasonOf(error.cause)}`
    : messageOf(error)

/** A sentence already stays as it is, with its exit code. */
const sentence = (cause: Cause.Cause<unknown>): CliError.UserError => {
  const error = Cause.squash(cause)
  return error instanceof CliError.UserError ? error : trouble(reasonOf(error), cause)
}

/** Whatever keeps the service from starting, as a sentence. */
export const explained = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, CliError.UserError, R> =>
  Effect.catchCause(self, (cause) => (Cause.hasInterruptsOnly(cause) ? Effect.interrupt : Effect.fail(sentence(cause))))
