import { type Cause, Predicate } from "effect"

/** A failure without its message: messages may quote what a person sent. */
export interface SafeFailure {
  readonly tag: string
  readonly stack: ReadonlyArray<string>
  readonly cause?: SafeFailure
}

const frame = /^\s+at /
const maxDepth = 4

const tagOf = (error: unknown): string => {
  if (Predicate.hasProperty(error, "_tag") && typeof error._tag === "string") return error._tag
  return error instanceof Error ? error.name : typeof error
}

const framesOf = (error: unknown): ReadonlyArray<string> =>
  error instanceof Error && typeof error.stack === "string"
    ? error.stack
        .split("\n")
        .filter((line) => frame.test(line))
        .map((line) => line.trim())
    : []

/** Keeps the tag and the stack's frames of an error and of its causes, nothing else. */
export const ofError = (error: unknown, depth = 0): SafeFailure => ({
  tag: tagOf(error),
  stack: framesOf(error),
  ...(depth < maxDepth && Predicate.hasProperty(error, "cause") && error.cause !== undefined
    ? { cause: ofError(error.cause, depth + 1) }
    : {})
})

/** One entry per failure and defect; interruptions are no news. */
export const of = (cause: Cause.Cause<unknown>): ReadonlyArray<SafeFailure> =>
  cause.reasons.flatMap((reason) => {
    if (reason._tag === "Interrupt") return []
    return [ofError(reason._tag === "Fail" ? reason.error : reason.defect)]
  })
