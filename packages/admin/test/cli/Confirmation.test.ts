import { NodeServices } from "@effect/platform-node"
import { afterEach, assert, beforeEach, describe, it, vi } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Cause, Effect, Exit, Option, Queue, Terminal } from "effect"
import { TerminalCapabilities } from "effect/cli"
import { confirmed, neverProduction } from "../../src/cli/Confirmation.ts"

const nothing = { dryRun: false, stage: Option.none<string>(), yesThisIsProd: false }

const pressed = (name: string): Terminal.UserInput => ({
  input: name.length === 1 ? Option.some(name) : Option.none(),
  key: { name, ctrl: false, meta: false, shift: false }
})

/** Somebody at a terminal who types `text` and presses enter. */
const typing = (text: string) => {
  const terminal = Terminal.make({
    columns: Effect.succeed(80),
    rows: Effect.succeed(24),
    size: Effect.die("unused"),
    readLine: Effect.die("unused"),
    readInput: Effect.gen(function* () {
      const keys = yield* Queue.make<Terminal.UserInput, Cause.Done>()
      yield* Queue.offerAll(keys, [...text, "return"].map(pressed))
      return keys
    }),
    display: () => Effect.void
  })
  return <A, E, R>(self: Effect.Effect<A, E, R>) =>
    self.pipe(
      Effect.provideService(Terminal.Terminal, terminal),
      Effect.provideService(TerminalCapabilities.TerminalCapabilities, {
        canAnimate: true,
        canColor: false,
        canPrompt: true
      }),
      Effect.provide(NodeServices.layer),
      Effect.exit
    )
}

const reasonIn = <A, E>(exit: Exit.Exit<A, E>) =>
  Exit.isFailure(exit) ? String(Cause.squash(exit.cause)) : "confirmed"

describe("a terminal", () => {
  beforeEach(() => void vi.stubEnv("USER_TABLE", "serenya-dev"))
  afterEach(() => void vi.unstubAllEnvs())

  it.effect("asks for the name of the table, and goes on with that name only", () =>
    Effect.gen(function* () {
      assertEquals(reasonIn(yield* typing("serenya-dev")(confirmed({}, nothing))), "confirmed")
      assert.include(reasonIn(yield* typing("yes")(confirmed({}, nothing))), "say so with --stage serenya-dev")
    })
  )

  it.effect("asks in production too, and that alone is not enough", () =>
    Effect.gen(function* () {
      vi.stubEnv("USER_TABLE", "serenya-prod")
      assert.include(reasonIn(yield* typing("serenya-prod")(confirmed({}, nothing))), "--yes-this-is-prod")
      const sure = { ...nothing, yesThisIsProd: true }
      assertEquals(reasonIn(yield* typing("serenya-prod")(confirmed({}, sure))), "confirmed")
    })
  )

  it.effect("asks nothing of a dry run, or where a folder of this machine was named", () =>
    Effect.gen(function* () {
      assertEquals(reasonIn(yield* typing("")(confirmed({}, { ...nothing, dryRun: true }))), "confirmed")
      assertEquals(reasonIn(yield* typing("")(confirmed({ local: Option.some(".serenya") }, nothing))), "confirmed")
    })
  )

  it.effect("never does to production what nobody does to it", () =>
    Effect.gen(function* () {
      assertEquals(reasonIn(yield* typing("")(neverProduction({}, "seed"))), "confirmed")
      const prod = { table: Option.some("serenya-prod-2026-03-01") }
      assert.include(reasonIn(yield* typing("")(neverProduction(prod, "seed"))), "is production: seed refuses it")
    })
  )
})
