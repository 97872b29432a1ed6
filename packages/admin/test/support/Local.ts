import { assert } from "@effect/vitest"
import { Effect } from "effect"
import * as Program from "./Program.ts"

/** Runs a command over a state folder; it must end with `expected`, without an escape code. Its object, or what it complained of. */
export const ended = Effect.fnUntraced(function* (root: string, expected: number, ...args: ReadonlyArray<string>) {
  const { code, stderr, stdout } = yield* Program.run([...args, "--local", root, "--json"])
  assert.strictEqual(code, expected, `${args.join(" ")}\n${stdout}${stderr}`)
  // oxlint-disable-next-line no-control-regex -- escape codes are what it is about
  assert.notMatch(stdout + stderr, /\u001b/)
  return { stderr, object: expected === 0 ? JSON.parse(stdout) : undefined }
})
