import { Clock, Effect, type Option, Terminal } from "effect"
import { TerminalCapabilities } from "effect/cli"
import * as ProgressRules from "./ProgressRules.ts"
import { clip } from "./Table.ts"

/** Says so many things of a kind are done so far. */
export type Watch = (done: number) => Effect.Effect<void>

const patience = 1000
const redrawEvery = 100

/**
 * Says on a terminal, once a second has passed, how many are done, how fast, and how long the rest takes; the line goes
 * with the scope. Into a pipe it says nothing.
 */
export const watch = Effect.fnUntraced(function* (what: string, all: Option.Option<number>) {
  const { canAnimate } = yield* TerminalCapabilities.TerminalCapabilities
  if (!canAnimate) return ((): Effect.Effect<void> => Effect.void) satisfies Watch
  const terminal = yield* Terminal.Terminal
  const width = (yield* terminal.columns) - 1
  const draw = (text: string) => Effect.ignore(terminal.display(`\r${" ".repeat(width)}\r${clip(text, width)}`))
  const from = yield* Clock.currentTimeMillis
  let first: number | undefined
  let drawnAt = from + patience - redrawEvery

  yield* Effect.addFinalizer(() => (drawnAt >= from + patience ? draw("") : Effect.void))
  return Effect.fnUntraced(function* (done: number) {
    first ??= done
    const now = yield* Clock.currentTimeMillis
    if (now - drawnAt < redrawEvery) return
    drawnAt = now
    yield* draw(ProgressRules.line({ what, done, first, all, seconds: (now - from) / 1000 }))
  }) satisfies Watch
})
