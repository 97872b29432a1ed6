import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as Moto from "@serenya/adapters-aws/testing/Moto"
import { DateTime, Effect } from "effect"
import * as Program from "../support/Program.ts"
import * as MotoLambda from "./MotoLambda.ts"

const table = "serenya-dev"

describe.skipIf(Moto.isMissing)("pnpm admin functions at an endpoint", () => {
  it.live(
    "has every function answer as it did before a deployment, and leaves those that it did not touch",
    () =>
      Effect.gen(function* () {
        const endpoint = yield* Moto.endpoint
        const lambda = MotoLambda.at(endpoint)
        const run = (...args: ReadonlyArray<string>) =>
          Program.run(["functions", ...args, "--endpoint", endpoint, "--json"], {
            ...Moto.credentials,
            [UserTable.env]: table
          })
        const none = yield* run("versions")
        assert.strictEqual(none.code, 1)
        assert.include(none.stderr, "There is no function of serenya-dev with the alias live")

        yield* lambda.role
        for (const name of ["serenya-dev-auth", "serenya-dev-upload", "serenya-prod-auth"]) yield* lambda.create(name)
        yield* Effect.sleep("1100 millis")
        const before = DateTime.formatIso(yield* DateTime.now)
        yield* Effect.sleep("1100 millis")
        yield* lambda.deploy("serenya-dev-auth", "second")
        yield* lambda.create("serenya-dev-new")

        const listed = JSON.parse((yield* run("versions")).stdout)
        assertEquals(
          listed.versions.map(
            (one: { function: string; version: string; live: boolean }) => `${one.function} ${one.version} ${one.live}`
          ),
          ["serenya-dev-auth 1 false", "serenya-dev-auth 2 true", "serenya-dev-new 1 true", "serenya-dev-upload 1 true"]
        )

        const moves = [
          { function: "serenya-dev-auth", from: "2", to: "1", outcome: "moves" },
          { function: "serenya-dev-new", from: "1", to: "1", outcome: "unborn" },
          { function: "serenya-dev-upload", from: "1", to: "1", outcome: "stays" }
        ]
        const dry = yield* run("rollback", "--as-of", before, "--dry-run")
        assertEquals(JSON.parse(dry.stdout), { dry_run: true, functions: moves })
        assertEquals(yield* lambda.live("serenya-dev-auth"), "2")

        const unconfirmed = yield* run("rollback", "--as-of", before)
        assert.strictEqual(unconfirmed.code, 2)
        assert.include(unconfirmed.stderr, "--stage serenya-dev")

        const done = yield* run("rollback", "--as-of", before, "--stage", table)
        assert.deepStrictEqual([done.code, done.stderr], [0, ""])
        assertEquals(JSON.parse(done.stdout), { dry_run: false, functions: moves })
        assertEquals(yield* lambda.live("serenya-dev-auth"), "1")

        const again = JSON.parse((yield* run("rollback", "--as-of", before, "--stage", table)).stdout)
        assertEquals(again.functions[0].outcome, "stays")

        // The deployment is put back in the same way.
        yield* run("rollback", "--as-of", DateTime.formatIso(yield* DateTime.now), "--stage", table)
        assertEquals(yield* lambda.live("serenya-dev-auth"), "2")
      }),
    300_000
  )
})
