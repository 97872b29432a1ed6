import { Clock, Console, Effect, Ref, Terminal } from "effect"
import { TerminalCapabilities } from "effect/cli"

/** One line: rewritten in place on a terminal, said once where output goes into a file or a pipe. */
export const make = Effect.fnUntraced(function* (what: string) {
  const terminal = yield* Terminal.Terminal
  const { canAnimate } = yield* TerminalCapabilities.TerminalCapabilities
  const startedAt = yield* Clock.currentTimeMillis
  const said = yield* Ref.make(0)

  const seconds = Effect.map(Clock.currentTimeMillis, (now) => `${((now - startedAt) / 1000).toFixed(1)} s`)

  /** Spaces wipe what a longer line left; no escape codes. */
  const rewrite = Effect.fnUntraced(function* (text: string) {
    const before = yield* Ref.getAndSet(said, text.length)
    yield* Effect.ignore(terminal.display(`\r${text}${" ".repeat(Math.max(0, before - text.length))}`))
  })

  const tick = Effect.gen(function* () {
    if (canAnimate) return yield* rewrite(`… ${what}, ${yield* seconds}`)
    if ((yield* Ref.getAndSet(said, 1)) === 0) yield* Console.log(`… ${what}`)
  })

  const end = Effect.fnUntraced(function* (text: string) {
    const line = `${text} in ${yield* seconds}`
    if (!canAnimate) return yield* Console.log(line)
    yield* rewrite(line)
    yield* Effect.ignore(terminal.display("\n"))
  })

  return { tick, end }
})
