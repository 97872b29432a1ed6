import { cp, readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import type { User } from "@serenya/domain/users/User"
import * as UserRules from "@serenya/domain/users/UserRules"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Option, Schema } from "effect"
import { Summary } from "../../src/erasures/Report.ts"
import * as Program from "../support/Program.ts"
import * as StateFolders from "../support/StateFolders.ts"

const within = <A, E>(root: string, use: Effect.Effect<A, E, Erasures | UserStore | JobStore>) =>
  StateFolders.within(root, Effect.provide(use, Erasures.layer))

const tableFiles = async (root: string) => (await readdir(root)).filter((name) => name.startsWith("users.db"))

/** A copy of the table as it is now; running the result puts it in the table's place. */
const backup = (root: string, to: string) =>
  Effect.promise(async () => {
    const copied = await tableFiles(root)
    for (const name of copied) await cp(join(root, name), join(to, name))
    return Effect.promise(async () => {
      for (const name of await tableFiles(root)) await rm(join(root, name))
      for (const name of copied) await cp(join(to, name), join(root, name))
    })
  })

/** Somebody with a finished job, registered as of `Fixtures.at`, whose session lives. */
const somebody = Effect.gen(function* () {
  const user = yield* Fixtures.user
  yield* (yield* UserStore).insert(user)
  const jobId = yield* JobFixtures.jobId("result", user.id)
  yield* (yield* JobStore).finish(jobId, JobFixtures.completed(jobId))
  return { user, jobId }
})

const people = Effect.all({ ada: somebody, grace: somebody, omar: somebody })

const find = (user: User) => UserStore.use((store) => store.find(user.id))
const save = (user: User) => UserStore.use((store) => store.save(user))
const remains = (user: User) => UserStore.use((store) => store.remains(user))
const jobsOf = (user: User) => JobStore.use((store) => store.jobsOf(user.id))

const marked = (user: User) => save(UserRules.tombstone(user, Fixtures.at))

/** What the person's own call does once the tombstone stands. */
const erased = (user: User) =>
  Erasures.use((erasures) =>
    erasures.erase({ userId: user.id, sessionId: Option.getOrThrow(user.session).id }, "DELETE")
  )

const summaryIn = Schema.decodeUnknownSync(Schema.fromJsonString(Summary))

const succeeds = Effect.fnUntraced(function* (...args: ReadonlyArray<string>) {
  const { code, stderr, stdout } = yield* Program.run(["erasures", ...args, "--json"])
  assert.deepStrictEqual([code, stderr], [0, ""], stdout)
  return summaryIn(stdout)
})

const missing = Option.isNone(Dynoxide.binary())
if (missing) console.warn(`Skipped: dynoxide has no build for ${process.platform}-${process.arch}`)

describe.skipIf(missing)("pnpm admin erasures, on dynoxide", () => {
  it.live(
    "replay forgets a person again whom a restored table brought back, and nobody else",
    () =>
      Effect.gen(function* () {
        const [root, copies] = [yield* StateFolders.folder, yield* StateFolders.folder]
        const { ada, grace, omar } = yield* within(root, people)
        const restore = yield* backup(root, copies)
        yield* within(root, Effect.andThen(marked(ada.user), erased(ada.user)))
        assertEquals(yield* within(root, find(ada.user)), Option.none())
        yield* restore
        assertEquals(yield* within(root, find(ada.user)), Option.some(ada.user))

        const dry = yield* succeeds("replay", "--local", root, "--dry-run")
        assertEquals(dry, { dry_run: true, examined: 3, due: 1, erased: 0, failed: [] })
        assertEquals(yield* within(root, find(ada.user)), Option.some(ada.user))

        const replayed = yield* succeeds("replay", "--local", root)
        assertEquals(replayed, { dry_run: false, examined: 3, due: 1, erased: 1, failed: [] })
        yield* within(
          root,
          Effect.gen(function* () {
            assertEquals(yield* remains(ada.user), false)
            assertEquals(yield* jobsOf(ada.user), [])
            for (const { jobId, user } of [grace, omar]) {
              assertEquals(yield* find(user), Option.some(user))
              assertEquals(yield* jobsOf(user), [jobId])
            }
            // What guarded her identity and address is free.
            yield* (yield* UserStore).insert(yield* Fixtures.userWith({ identities: ada.user.identities }))
          })
        )
        assertEquals((yield* succeeds("replay", "--local", root)).due, 0)
      }),
    120_000
  )

  it.live(
    "resume finishes an erasure that was begun, and leaves whoever is only suspended",
    () =>
      Effect.gen(function* () {
        const root = yield* StateFolders.folder
        const { ada, grace, omar } = yield* within(root, people)
        const suspended = Fixtures.changed(grace.user, { status: "suspended" })
        yield* within(root, Effect.andThen(marked(ada.user), save(suspended)))
        const lines = (yield* Program.run(["erasures", "resume", "--local", root])).stdout
        assertEquals(lines, "examined  1\ndue       1\nerased    1\nfailed    0\n")
        yield* within(
          root,
          Effect.gen(function* () {
            assertEquals([yield* remains(ada.user), yield* jobsOf(ada.user)], [false, []])
            assertEquals(yield* find(grace.user), Option.some(suspended))
            assertEquals(yield* find(omar.user), Option.some(omar.user))
          })
        )
      }),
    120_000
  )
})

describe("pnpm admin erasures", () => {
  it.live(
    "says what is wrong on stderr, with the exit code for it and no escape codes",
    () =>
      Effect.gen(function* () {
        const aws = { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" }
        const troubles = [
          [["replay", "--dry-run"], {}, 2, "Set AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, USER_TABLE"],
          [["replay"], aws, 2, "Set USER_TABLE"],
          [["replay", "--table", "serenya-dev"], aws, 2, "say so with --stage serenya-dev"],
          [["resume", "--local", "/nowhere"], {}, 1, "There is no state folder /nowhere"],
          [["resume", "--local", ".", "--table", "other"], {}, 2, "leave out --endpoint and --table"],
          [["replay", "--endpoint", "moto"], {}, 2, "a URL such as"],
          [["replay", "--endpoint", "http://127.0.0.1:1", "--dry-run"], aws, 1, "storage is unavailable"]
        ] as const
        for (const [args, settings, expected, reason] of troubles) {
          const { code, stderr, stdout } = yield* Program.run(["erasures", ...args], settings)
          assert.strictEqual(code, expected, args.join(" "))
          assert.include(stderr, reason)
          // oxlint-disable-next-line no-control-regex -- escape codes are what it is about
          assert.notMatch(stdout + stderr, /\u001b/)
        }
      }),
    120_000
  )

  it.live("helps with an example", () =>
    Effect.gen(function* () {
      const { code, stdout } = yield* Program.run(["erasures", "replay", "--help"])
      assert.strictEqual(code, 0)
      assert.include(stdout, "pnpm admin erasures replay --table serenya-restored --dry-run")
    })
  )
})
