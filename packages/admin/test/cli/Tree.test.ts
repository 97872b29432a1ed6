import { NodeServices } from "@effect/platform-node"
import { afterEach, assert, beforeEach, describe, it, vi } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Cause, Effect, Exit } from "effect"
import { CliOutput, Command, TerminalCapabilities } from "effect/cli"
import { TestConsole } from "effect/testing"
import { admin, version } from "../../src/Admin.ts"
import { codeOf } from "../../src/cli/Teardown.ts"
import * as Program from "../support/Program.ts"

/** Every command that does something, as it is typed. */
const commandsOf = (command: Command.Command.Any, path: ReadonlyArray<string> = []): ReadonlyArray<string> => {
  const subcommands = command.subcommands.flatMap(({ commands }) => commands)
  return subcommands.length === 0
    ? [path.join(" ")]
    : subcommands.flatMap((one) => commandsOf(one, [...path, one.name]))
}

const commands = commandsOf(admin)

/** These change nothing of a stage: there is nothing to try first or to confirm. */
const changesNothing = new Set([
  "audit access-log",
  "audit query",
  "audit verify",
  "consents show",
  "functions versions",
  "incident facts",
  "jobs list",
  "jobs show",
  "keys list",
  "migrate plan",
  "migrate report",
  "migrate verify",
  "payments list",
  "restore plan",
  "sessions list",
  "subscriptions explain",
  "subscriptions show",
  "table count",
  "table export",
  "users explain",
  "users export",
  "users find",
  "users show"
])

const aPipe = { canAnimate: false, canColor: false, canPrompt: false }

/** How a command ends, and what it says of how it is used. */
const run = Effect.fnUntraced(function* (...args: ReadonlyArray<string>) {
  const events: Array<CliOutput.Presenter.Event> = []
  const presenter: CliOutput.Presenter = { present: (event) => Effect.sync(() => void events.push(event)) }
  const exit = yield* Command.runWith(admin, { version })(args).pipe(
    Effect.provideService(CliOutput.Presenter, presenter),
    Effect.provideService(TerminalCapabilities.TerminalCapabilities, aPipe),
    Effect.provide(NodeServices.layer),
    Effect.exit
  )
  return { code: codeOf(exit), said: events[0], exit }
})

const helpOf = Effect.fnUntraced(function* (command: string) {
  const { code, said } = yield* run(...command.split(" "), "--help")
  return said?._tag === "Help" ? { code, ...said.helpDoc } : assert.fail(`${command}: no help`)
})

/** The words of an example, as a shell would hand them over: `"…"` is one. */
const wordsOf = (example: string): ReadonlyArray<string> =>
  (/pnpm admin (.*)$/.exec(example)?.[1] ?? "").match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', "")) ?? []

const withoutStage = (words: ReadonlyArray<string>): ReadonlyArray<string> =>
  words.filter((word, at) => !/^--(stage|yes-this-is-prod)$/.test(word) && words[at - 1] !== "--stage")

describe("every command", () => {
  it.effect.each(commands)("%s helps: what it does, an example, the flags that all have", (command) =>
    Effect.gen(function* () {
      const { code, description, examples = [], flags } = yield* helpOf(command)
      const has = (name: string) => flags.some((flag) => flag.name === name)
      assert.strictEqual(code, 0)
      assert.isAbove(description.length, 20)
      assert.isTrue(examples.some(({ command: example }) => example.includes(`pnpm admin ${command}`)))
      assert.isTrue(has("json"))
      const changes = !changesNothing.has(command)
      assertEquals([has("dry-run"), has("stage"), has("yes-this-is-prod")], [changes, changes, changes])
    })
  )

  it.effect.each(commands)("%s ends with 2 when it is typed wrong, and says what to type", (command) =>
    Effect.gen(function* () {
      const { code, said } = yield* run(...command.split(" "), "--jsom")
      if (said?._tag !== "InvalidInvocation") return assert.fail("not refused")
      assert.strictEqual(code, 2)
      assert.include(said.errors.map(({ message }) => message).join(), "--json")
    })
  )
})

describe("every command that changes a stage", () => {
  beforeEach(() => void vi.stubEnv("USER_TABLE", "serenya-test"))
  afterEach(() => void vi.unstubAllEnvs())

  const changing = commands.filter((command) => !changesNothing.has(command))

  it.effect.each(changing)(
    "%s does nothing before the stage is named: its own example, with another or none",
    (command) =>
      Effect.gen(function* () {
        const { examples = [] } = yield* helpOf(command)
        const words = examples.map(({ command }) => wordsOf(command)).find((words) => words.includes("--stage"))
        if (words === undefined) return assert.fail("no example names a stage")
        const place = withoutStage(words).filter((word, at, all) => word !== "--table" && all[at - 1] !== "--table")
        for (const args of [place, [...place, "--stage", "serenya-other"], [...place, "--yes-this-is-prod"]]) {
          const { code, exit } = yield* run(...args)
          assert.strictEqual(code, 2, args.join(" "))
          assert.include(String(Exit.isFailure(exit) && Cause.squash(exit.cause)), "say so with --stage serenya-test")
        }
      })
  )
})

describe("pnpm admin", () => {
  it.live("says in its help what its exit codes mean, without escape codes", () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* Program.run(["--help"])
      assertEquals([code, stderr], [0, ""])
      assert.include(stdout, "Exit codes: 0 done, 1 refused or failed, 2 typed wrong, 130 stopped by Ctrl-C.")
      // oxlint-disable-next-line no-control-regex -- escape codes are what it is about
      assert.notMatch(stdout, /\u001b/)
    })
  )

  it.live("ends with 2 for a command that there is not, and names the one that was meant", () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* Program.run(["audit", "verfy"])
      assert.strictEqual(code, 2)
      assert.include(stderr, "verify")
      // oxlint-disable-next-line no-control-regex -- escape codes are what it is about
      assert.notMatch(stdout + stderr, /\u001b/)
    })
  )

  it.effect.each(["bash", "zsh", "fish", "powershell"])("completes every command in %s", (shell) =>
    Effect.gen(function* () {
      const { code } = yield* run("--completions", shell)
      const stdout = (yield* TestConsole.logLines).join("\n")
      assert.strictEqual(code, 0)
      for (const word of new Set(commands.flatMap((command) => command.split(" ")))) assert.include(stdout, word)
      assert.include(stdout, "dry-run")
    })
  )
})
