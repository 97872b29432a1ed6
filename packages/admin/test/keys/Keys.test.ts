import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect } from "effect"
import * as Engine from "../support/Engine.ts"
import { folder } from "../support/Folder.ts"
import * as Program from "../support/Program.ts"

Engine.suites("pnpm admin keys", () => {
  it.live(
    "lists ages and no material, rotates what rotates, once in twenty minutes unless a key leaked",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const on = ["--local", root, "--json"]
        const listed = yield* Program.run(["keys", "list", ...on])
        assertEquals([listed.code, listed.stderr], [0, ""])
        const { keys } = JSON.parse(listed.stdout)
        assertEquals(
          keys.map(({ ring, rotates }: { ring: string; rotates: boolean }) => `${ring} ${rotates}`),
          [
            "access-token true",
            "page-cursor true",
            "email-index false",
            "erasure-ledger false",
            "audit-checkpoint false"
          ]
        )
        const secret = JSON.parse(
          yield* Effect.promise(() => readFile(join(root, "secrets/access-token.json"), "utf8"))
        ).current
        assert.include(listed.stdout, secret.id)
        assert.notInclude(listed.stdout, secret.key)

        const rotated = yield* Program.run(["keys", "rotate", "access-token", ...on])
        assertEquals([rotated.code, rotated.stderr, JSON.parse(rotated.stdout).before], [0, "", secret.id])
        const again = yield* Program.run(["keys", "rotate", "access-token", ...on])
        assertEquals(again.code, 1)
        assert.include(again.stderr, "The last rotation is not over before")
        const leaked = yield* Program.run(["keys", "rotate", "access-token", "--leaked", ...on])
        assertEquals([leaked.code, JSON.parse(leaked.stdout).before], [0, JSON.parse(rotated.stdout).key])
        const never = yield* Program.run(["keys", "rotate", "email-index", ...on])
        assertEquals(never.code, 1)
        assert.include(never.stderr, "email-index does not rotate. Never: every e-mail guard is made with it")
      }),
    300_000
  )
})
