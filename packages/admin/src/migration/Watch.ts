import { LegacySource } from "@serenya/domain/migration/LegacySource"
import { Clock, Effect, Terminal } from "effect"
import { TerminalCapabilities } from "effect/cli"

const left = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s left` : `${Math.ceil(seconds / 60)} min left`

/** Says on a terminal how many rows are done, how fast, and how long the rest takes; into a pipe it says nothing. */
export const rows = Effect.gen(function* () {
  const source = yield* LegacySource
  const { canAnimate } = yield* TerminalCapabilities.TerminalCapabilities
  const terminal = yield* Terminal.Terminal
  const all = [...(yield* source.counts).values()].reduce((sum, rows) => sum + rows, 0)
  const from = yield* Clock.currentTimeMillis
  let first: number | undefined
  return Effect.fnUntraced(function* (done: number) {
    first ??= done
    if (!canAnimate) return
    const seconds = Math.max(0.001, ((yield* Clock.currentTimeMillis) - from) / 1000)
    const rate = Math.max(1, (done - first) / seconds)
    const line = `${done} of ${all} rows, ${Math.round(rate)} rows/s, ${left(Math.max(0, all - done) / rate)}`
    yield* Effect.ignore(terminal.display(`\r${line.padEnd(70)}${done >= all ? "\n" : ""}`))
  })
})
