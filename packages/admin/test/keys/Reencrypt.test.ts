import { appendFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { provisionTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as Rows from "@serenya/adapters-aws/testing/Rows"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as DynamoDataKeyStore from "@serenya/adapters-aws/users/DynamoDataKeyStore"
import * as DynamoUserDirectory from "@serenya/adapters-aws/users/DynamoUserDirectory"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import * as MemoryDataKeys from "@serenya/domain/keys/MemoryDataKeys"
import { Reencryption } from "@serenya/domain/keys/Reencryption"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { numbers } from "@serenya/domain/testing/Mulberry32"
import type { Person } from "@serenya/domain/users/Person"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import type { User } from "@serenya/domain/users/User"
import { UserStore } from "@serenya/domain/users/UserStore"
import * as Settings from "@serenya/local/stack/Settings"
import { Effect, Fiber, Layer, Option } from "effect"
import * as ReencryptionWalk from "../../src/keys/ReencryptionWalk.ts"
import * as Engine from "../support/Engine.ts"
import { folder } from "../support/Folder.ts"

const table = "serenya-test"

/** A table of one's own with what walks and re-encrypts it. */
const world = Effect.gen(function* () {
  const { at, client } = yield* Engine.serve
  yield* provisionTable(client, table, UserTable)
  const stores = Layer.mergeAll(DynamoUserStore.layer, DynamoUserDirectory.layer, DynamoDataKeyStore.layer).pipe(
    Layer.provide(Dynamo.layer),
    Layer.provide(Settings.provider(at(table)))
  )
  const layer = Reencryption.layer.pipe(
    Layer.provideMerge(AesGcmPersonalDataCipher.layer),
    Layer.provideMerge(MemoryDataKeys.layer),
    Layer.provideMerge(stores)
  )
  return { client, context: yield* Layer.build(layer) }
})

const registered = Effect.gen(function* () {
  const [id, person] = [yield* Fixtures.userId, yield* Fixtures.person]
  const user = yield* Fixtures.userWith({ id, person: yield* (yield* PersonalDataCipher).seal(id, person) })
  yield* (yield* UserStore).insert(user)
  return { user, person }
})

const read = Effect.fnUntraced(function* ({ id }: User) {
  const user = yield* Effect.flatMap((yield* UserStore).find(id), Effect.fromOption)
  return { user, person: yield* (yield* PersonalDataCipher).open(id, user.person) }
})

const walk = (journal: string, what: "rewrap" | "renew", options: Partial<ReencryptionWalk.ReencryptionPlan> = {}) =>
  ReencryptionWalk.run({
    what,
    where: table,
    journal,
    perSecond: Option.none(),
    watch: () => Effect.void,
    ...options
  })

Engine.suites("re-encryption of everybody", () => {
  for (const what of ["rewrap", "renew"] as const)
    it.live(
      `${what}: ends the same after twenty kills, and everybody is readable all the while`,
      () =>
        Effect.gen(function* () {
          const { context } = yield* world
          yield* Effect.gen(function* () {
            const people = yield* Effect.replicateEffect(registered, 120)
            const journal = join(yield* folder, "journal.jsonl")
            const random = numbers(11)
            const readable = ({ person, user }: { readonly person: Person; readonly user: User }) =>
              Effect.map(read(user), (found) => assertEquals(found.person, person))
            const reader = yield* Effect.forkChild(
              Effect.forever(Effect.forEach(people, readable, { concurrency: 2, discard: true }))
            )
            let isOver = false
            for (let kills = 0; kills < 20 && !isOver; kills++) {
              const fiber = yield* Effect.forkChild(walk(journal, what))
              yield* Effect.sleep(20 + random() * 120)
              isOver = fiber.pollUnsafe()?._tag === "Success"
              yield* Fiber.interrupt(fiber)
              if (!isOver) yield* Effect.promise(() => appendFile(journal, '{"after":"f1f1'))
            }
            if (!isOver) {
              const { examined, failed, gone } = yield* walk(journal, what)
              assertEquals([examined, failed, gone], [120, [], 0])
            }
            assertTrue(reader.pollUnsafe() === undefined)
            yield* Fiber.interrupt(reader)
            for (const before of people) {
              const after = yield* read(before.user)
              assertEquals(after.person, before.person)
              assertTrue(after.user.person.dataKey !== before.user.person.dataKey)
              assertEquals(after.user.person.email === before.user.person.email, what === "rewrap")
              assertEquals(after.user.version > before.user.version, what === "renew")
            }
          }).pipe(Effect.provideContext(context))
        }),
      300_000
    )

  it.live(
    "goes on after the last batch in its journal, and begins anew once it is over",
    () =>
      Effect.gen(function* () {
        const { context } = yield* world
        yield* Effect.gen(function* () {
          const people = yield* Effect.replicateEffect(registered, 60)
          const journal = join(yield* folder, "journal.jsonl")
          const numbers = Effect.forEach(people, ({ user }) =>
            Effect.map(read(user), (found) => found.user.person.keyNumber ?? 1)
          )
          // Killed right after the second batch of 25 is noted; some more people are under way then.
          let batches = 0
          yield* Effect.exit(
            walk(journal, "renew", { watch: () => (++batches === 2 ? Effect.interrupt : Effect.void) })
          )
          const { done, examined } = yield* walk(journal, "renew")
          assertEquals([examined, done], [60, 60])
          const twice = (yield* numbers).filter((number) => number > 2).length
          assertTrue(twice <= 10)
          yield* walk(journal, "renew")
          assertTrue((yield* numbers).every((number) => number >= 3))
        }).pipe(Effect.provideContext(context))
      }),
    120_000
  )

  it.live(
    "tells of a row that is broken and goes on; keeps the pace; takes no other journal",
    () =>
      Effect.gen(function* () {
        const { client, context } = yield* world
        yield* Effect.gen(function* () {
          const people = yield* Effect.replicateEffect(registered, 12)
          const unlucky = people[5]?.user
          if (unlucky === undefined) return assert.fail("nobody")
          const rows = yield* Rows.all(client, table)
          const key = rows.find(({ PK, SK }) => PK?.S === `USER#${unlucky.id}` && SK?.S === "PROFILE#DATA_KEY")
          yield* Rows.put(client, table, { ...key, data_key: { S: "bm9uZQ==" } })
          const journal = join(yield* folder, "journal.jsonl")
          yield* Effect.promise(() =>
            appendFile(journal, `${JSON.stringify({ reencryption: 1, what: "renew", where: "serenya-other" })}\n`)
          )
          assert.include((yield* Effect.flip(walk(journal, "renew"))).message, "is of another re-encryption")
          const from = performance.now()
          const { done, examined, failed } = yield* walk(join(yield* folder, "j"), "renew", {
            perSecond: Option.some(20)
          })
          assertTrue(performance.now() - from >= (11 / 20) * 1000 - 20)
          assertEquals([examined, done], [12, 11])
          assertEquals(failed, [{ user_id: unlucky.id, reason: "The wrapped key was not made for this user" }])
        }).pipe(Effect.provideContext(context))
      }),
    120_000
  )
})
