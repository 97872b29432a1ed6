import { Console, Effect, Terminal } from "effect"
import { TerminalCapabilities } from "effect/cli"

/** What a command came to, for programs and for people. `lines` are no wider than they are told. */
export interface Outcome {
  readonly object: unknown
  readonly lines: (width: number) => ReadonlyArray<string>
}

/** As wide as the terminal; a pipe has no end. */
const width = Effect.gen(function* () {
  const { canAnimate } = yield* TerminalCapabilities.TerminalCapabilities
  return canAnimate ? yield* (yield* Terminal.Terminal).columns : Number.POSITIVE_INFINITY
})

/** Prints one JSON object, or lines. */
export const print = Effect.fnUntraced(function* (isJson: boolean, { lines, object }: Outcome) {
  yield* Console.log(isJson ? JSON.stringify(object) : lines(yield* width).join("\n"))
})
