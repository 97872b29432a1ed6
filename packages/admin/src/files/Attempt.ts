import { trouble } from "@serenya/local/cli/Trouble"
import { Effect, Predicate } from "effect"

/** What is done to a file; what the machine refuses is told with its name. */
export const attempt = <A>(path: string, work: () => Promise<A>) =>
  Effect.tryPromise({
    try: work,
    catch: (cause) =>
      trouble(`${path} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`, cause)
  })

/** What there is, or what is said instead where there is nothing. */
export const orMissing = async <A, B>(work: Promise<A>, missing: B): Promise<A | B> => {
  try {
    return await work
  } catch (cause) {
    if (Predicate.hasProperty(cause, "code") && cause.code === "ENOENT") return missing
    throw cause
  }
}
