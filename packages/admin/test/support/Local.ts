import { NodeServices } from "@effect/platform-node"
import { assert } from "@effect/vitest"
import { Cause, Console, Effect, Exit } from "effect"
import { CliError, CliOutput, Command } from "effect/cli"
import { admin, version } from "../../src/Admin.ts"
import { codeOf } from "../../src/cli/Teardown.ts"

/** What a command complained of, in the words that it prints on stderr. */
const complaintOf = (exit: Exit.Exit<unknown, unknown>, events: ReadonlyArray<CliOutput.Presenter.Event>): string => {
  const refused = events.flatMap((event) =>
    event._tag === "InvalidInvocation" ? event.errors.map(({ message }) => message) : []
  )
  const error = Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined
  return [...refused, ...(error instanceof CliError.UserError ? [error.userMessage] : [])].join("\n")
}

/** Runs a command over a state folder, in this process; it must end with `expected`. Its object, or what it complained of. */
export const ended = Effect.fnUntraced(function* (root: string, expected: number, ...args: ReadonlyArray<string>) {
  const events: Array<CliOutput.Presenter.Event> = []
  const presenter: CliOutput.Presenter = { present: (event) => Effect.sync(() => void events.push(event)) }
  const printed: Array<string> = []
  const console = {
    ...globalThis.console,
    log: (...words: ReadonlyArray<unknown>) => void printed.push(words.join(" "))
  }
  const exit = yield* Command.runWith(admin, { version })([...args, "--local", root, "--json"]).pipe(
    Effect.provideService(Console.Console, console),
    Effect.provideService(CliOutput.Presenter, presenter),
    Effect.provide(NodeServices.layer),
    Effect.exit
  )
  const [stderr, stdout] = [complaintOf(exit, events), printed.join("\n")]
  assert.strictEqual(codeOf(exit), expected, `${args.join(" ")}\n${stdout}${stderr}`)
  return { stderr, object: expected === 0 ? JSON.parse(stdout) : undefined }
})
