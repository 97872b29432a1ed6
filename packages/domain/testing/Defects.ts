import { assertFalse, assertTrue } from "@effect/vitest/utils"
import { Cause, Effect, Exit } from "effect"

/** Asserts that `effect` ends in a defect, and that what is told of it holds none of `secrets`. */
export const assertDies = Effect.fnUntraced(function* <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  secrets: ReadonlyArray<string> = []
) {
  const exit = yield* Effect.exit(effect)
  assertTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause), "a defect was expected")
  const told = Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""
  for (const secret of secrets) assertFalse(told.includes(secret), "the defect tells a secret")
})
