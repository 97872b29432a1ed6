import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import type { Command } from "effect/cli"
import { admin } from "../src/Admin.ts"

const root = join(import.meta.dirname, "../../..")
const runbook = readFileSync(join(root, "docs/RUNBOOK.md"), "utf8")

/** The command that these words begin with; none: there is no such command. */
const commandOf = (words: ReadonlyArray<string>): string | undefined => {
  let command: Command.Command.Any = admin
  const path: Array<string> = []
  for (const word of words) {
    const next = command.subcommands.flatMap(({ commands }) => commands).find(({ name }) => name === word)
    if (next === undefined) break
    command = next
    path.push(word)
  }
  return command.subcommands.length === 0 ? path.join(" ") : undefined
}

describe("the runbook", () => {
  it("names commands that there are", () => {
    const named = [...runbook.matchAll(/`pnpm admin ([a-z\s-]+)/g)].map(([, words = ""]) => words.trim().split(/\s+/))
    assert.isAbove(named.length, 10)
    assertEquals(
      named.filter((words) => commandOf(words) === undefined).map((words) => words.join(" ")),
      []
    )
  })

  it("names tests and files that there are", () => {
    const named = [...runbook.matchAll(/`(packages\/[\w./-]+)`/g)].map(([, path = ""]) => path)
    assert.isAbove(named.length, 5)
    assertEquals(
      named.filter((path) => !existsSync(join(root, path))),
      []
    )
  })

  it("leads to sections that it has", () => {
    const sections = new Set(
      [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
        title
          .toLowerCase()
          .replaceAll(/[^\w -]/g, "")
          .replaceAll(" ", "-")
      )
    )
    const links = [...runbook.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = ""]) => anchor)
    assertEquals(
      links.filter((anchor) => !sections.has(anchor)),
      []
    )
  })
})
