import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { provisionTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as ChildServer from "@serenya/adapters-aws/shared/ChildServer"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import * as HmacEmailIndex from "@serenya/adapters-aws/users/HmacEmailIndex"
import * as ConsentRules from "@serenya/domain/consents/ConsentRules"
import * as MemoryDataKeys from "@serenya/domain/keys/MemoryDataKeys"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { UserStore } from "@serenya/domain/users/UserStore"
import * as Settings from "@serenya/local/stack/Settings"
import { DateTime, Effect, Fiber, Layer, Option, Schema } from "effect"
import { personOf, providerOf } from "../../src/seed/Invented.ts"
import { idOf } from "../../src/seed/InventedUser.ts"
import * as Seeding from "../../src/seed/Seeding.ts"
import * as SeedingStack from "../../src/stack/Seeding.ts"
import * as Engine from "../support/Engine.ts"
import { folder } from "../support/Folder.ts"
import * as Program from "../support/Program.ts"

const table = "serenya-test"
const main = join(import.meta.dirname, "../../../local/src/main.ts")

const decodeAnswer = Schema.decodeUnknownSync(
  Schema.Struct({
    id_token: Schema.optionalKey(Schema.String),
    user: Schema.optionalKey(Schema.Struct({ id: Schema.String }))
  })
)
const quietly = (seed: number, count: number) => Seeding.run(seed, count, () => Effect.void)

/** An empty table of one's own, and keys that nobody else has. */
const world = Effect.gen(function* () {
  const { at, client } = yield* Engine.serve
  yield* provisionTable(client, table, UserTable)
  const stores = Layer.mergeAll(DynamoUserStore.layer, DynamoSubscriptionLedger.layer).pipe(
    Layer.provide(Dynamo.layer),
    Layer.provide(Settings.provider(at(table)))
  )
  return yield* Layer.build(
    Layer.mergeAll(
      stores,
      AesGcmPersonalDataCipher.layer.pipe(Layer.provideMerge(MemoryDataKeys.layer)),
      HmacEmailIndex.layer.pipe(Layer.provide(MemorySecretKeys.layer))
    )
  )
})

/** Everything about the people of a seed but what is sealed, which never is the same twice. */
const stored = Effect.fnUntraced(function* (seed: number, count: number) {
  const [store, ledger, cipher] = [yield* UserStore, yield* SubscriptionLedger, yield* PersonalDataCipher]
  return yield* Effect.forEach(
    Array.from({ length: count }, (_, i) => idOf({ seed, number: i + 1 })),
    Effect.fnUntraced(function* (id) {
      const { emailKey: _, person, ...user } = Option.getOrThrow(yield* store.find(id))
      const payments = yield* ledger.payments(id, 50, Option.none())
      return {
        ...user,
        inTheClear: yield* cipher.open(id, person),
        purchases: yield* ledger.purchasesOf(id),
        payments: payments.payments
      }
    })
  )
})

Engine.suites("pnpm admin seed", () => {
  it.live(
    "invents the same people for the same seed, others for another, as the domain would have them",
    () =>
      Effect.gen(function* () {
        const [one, two] = [yield* world, yield* world]
        const came = yield* Effect.provideContext(quietly(3, 60), one)
        assertEquals([came.created, came.present], [60, 0])
        assertTrue(came.purchases > 10 && came.payments > came.purchases)
        const first = yield* Effect.provideContext(stored(3, 60), one)
        yield* Effect.provideContext(quietly(3, 60), two)
        assertEquals(yield* Effect.provideContext(stored(3, 60), two), first)
        yield* Effect.provideContext(quietly(4, 60), two)
        const others = yield* Effect.provideContext(stored(4, 60), two)
        assertEquals(new Set([...first, ...others].map(({ id }) => id)).size, 120)

        const now = DateTime.makeUnsafe("2026-11-01T00:00:00Z")
        for (const [i, user] of first.entries()) {
          assertEquals(String(user.identities[0].subject).endsWith(personOf({ seed: 3, number: i + 1 }).id), true)
          assertTrue(Option.isNone(user.session) && DateTime.isLessThan(user.createdAt, now))
          assertEquals(user.subscription.tier === "free", user.purchases.length === 0)
          assertTrue(user.payments.every(({ subscriptionId }) => subscriptionId === user.subscription.id))
        }
        assertTrue(first.some(({ consents }) => ConsentRules.missing(consents).length > 0))
      }),
    120_000
  )

  it.live(
    "leaves whoever is there, and ends the same after kills",
    () =>
      Effect.gen(function* () {
        const [one, two] = [yield* world, yield* world]
        yield* Effect.provideContext(quietly(5, 80), one)
        for (let kills = 0; kills < 10; kills++) {
          const fiber = yield* Effect.forkChild(Effect.provideContext(quietly(5, 80), two))
          yield* Effect.sleep(15 + 7 * kills)
          yield* Fiber.interrupt(fiber)
        }
        yield* Effect.provideContext(quietly(5, 80), two)
        assertEquals(yield* Effect.provideContext(stored(5, 80), two), yield* Effect.provideContext(stored(5, 80), one))
        const again = yield* Effect.provideContext(quietly(5, 80), two)
        assertEquals(again, { created: 0, present: 80, purchases: 0, payments: 0 })
      }),
    120_000
  )

  it.live(
    "invents people whom the service on this machine signs in, by what the command says",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const ada = { seed: 9, number: 1 }
        yield* Effect.provide(quietly(9, 1), SeedingStack.layer({ local: Option.some(root) })).pipe(Effect.scoped)
        const url = yield* ChildServer.start({
          command: process.execPath,
          args: (port) => [main, "--port", String(port), "--state", root],
          greeting: "Serenya is running"
        })
        const post = (path: string, body: unknown) =>
          Effect.promise(async () => {
            const headers = { "content-type": "application/json" }
            const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) })
            return { status: response.status, body: decodeAnswer(await response.json()) }
          })
        const provider = providerOf(ada)
        const issued = yield* post("/_oidc/token", { provider, person: personOf(ada).id })
        const signedIn = yield* post("/api/v1/auth/oauth-signin", {
          provider,
          id_token: issued.body.id_token,
          device: { device_id: "d", platform: "ios", model: "m", name: "n", app_version: "1", os_version: "1" }
        })
        assertEquals([signedIn.status, signedIn.body.user?.id], [200, idOf(ada)])
      }),
    120_000
  )

  it.live(
    "writes into a state folder, says how to sign in, and refuses production",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const { code, stderr, stdout } = yield* Program.run(["seed", "12", "--seed", "9", "--local", root])
        assertEquals([code, stderr], [0, ""])
        assert.match(stdout, /^created +12$/m)
        assert.include(stdout, '"person":"omar+s9n1"')
        const counted = yield* Program.run(["table", "count", "--local", root, "--json"])
        assertEquals(JSON.parse(counted.stdout).rows.USER_PROFILE, 12)
        // What seeding writes is what the stores write: an upgrade finds nothing to do.
        const upgraded = yield* Program.run(["table", "upgrade", "--local", root, "--json"])
        const { rows, unreadable } = JSON.parse(upgraded.stdout)
        assertEquals([upgraded.code, rows.upgraded, rows.unreadable, unreadable], [0, 0, 0, []])
        const settings = { USER_TABLE: "serenya-prod" }
        const prod = yield* Program.run(["seed", "1", "--stage", "serenya-prod", "--yes-this-is-prod"], settings)
        assertEquals(prod.code, 1)
        assert.include(prod.stderr, "serenya-prod is production: seed refuses it.")
      }),
    300_000
  )
})
