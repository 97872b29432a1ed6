import { layer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import { rollback } from "@serenya/domain/migration/MigrationRollback"
import { verify } from "@serenya/domain/migration/MigrationVerification"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { Effect, Exit, Layer } from "effect"
import { type Item, marshal } from "../../src/dynamo/AttributeValue.ts"
import * as DynamoMigrationTarget from "../../src/migration/DynamoMigrationTarget.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as World from "./MigrationWorld.ts"

const people = 100
const kills = 20

/** A table of its own for one story. */
const inItsOwnTable = Effect.provide(Layer.fresh(World.table), { local: true })

/** Fields in which somebody is not as they should be. */
const differences = Effect.map(
  verify(Fixtures.at, () => Effect.void),
  ({ differences }) => differences
)

const first = (found: ReadonlyMap<string, Item>, isIt: (item: Item) => boolean): ReadonlyArray<Item> =>
  [...found.values()].filter(isIt).slice(0, 5)

const isProfile = (item: Item): boolean => item["SK"]?.S === "PROFILE"
const isPayment = (item: Item): boolean => item["SK"]?.S?.startsWith("PAYMENT#") === true

const flipped = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, "base64")
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes.toString("base64")
}

type Plant = readonly [
  what: string,
  isIt: (item: Item) => boolean,
  plant: (item: Item) => ReturnType<typeof World.plant>,
  field: string
]

const changed = (change: (item: Item) => Item) => (item: Item) => World.plant({ ...item, ...change(item) })

const plants: ReadonlyArray<Plant> = [
  [
    "one flipped byte of a ciphertext",
    isProfile,
    changed((item) => ({ email: { S: flipped(item["email"]?.S ?? "", 20) } })),
    "the sealed data"
  ],
  [
    "two swapped consents",
    (item) => isProfile(item) && isWithdrawnDifferently(item),
    changed((item) => {
      const { privacy_policy: privacy, terms_of_service: terms, ...others } = item["consents"]?.M ?? {}
      return privacy === undefined || terms === undefined
        ? {}
        : { consents: { M: { ...others, privacy_policy: terms, terms_of_service: privacy } } }
    }),
    "consent_given"
  ],
  ["a lost payment", isPayment, World.lose, "the payment itself"],
  [
    "a changed moment",
    isProfile,
    changed((item) => ({ created_at: { N: String(Number(item["created_at"]?.N) + 1) } })),
    "created_at"
  ],
  ["a lost guard", (item) => item["entity_type"]?.S === "EMAIL_GUARD", World.lose, "the address's guard"],
  ["a changed amount", isPayment, changed(() => ({ amount_minor: { N: "1" } })), "amount"],
  ["a row that fits no schema", isProfile, changed(() => ({ schema_version: { N: "2" } })), "the row itself"],
  [
    "somebody else's sealed name",
    (item) => isProfile(item) && item["name"] !== undefined,
    changed((item) => ({ name: item["email"] ?? { NULL: true } })),
    "the sealed data"
  ]
]

/** Whose two answers differ, so that a swap is one. */
const isWithdrawnDifferently = (item: Item): boolean => {
  const { privacy_policy: privacy, terms_of_service: terms } = item["consents"]?.M ?? {}
  return privacy?.M?.["consented"]?.BOOL !== terms?.M?.["consented"]?.BOOL
}

LocalDynamo.suites(() => {
  layer(World.old(11, people, 30), { timeout: "5 minutes", excludeTestServices: true })(
    `a move of ${people} people that does not go smoothly`,
    (it) => {
      it.effect(
        "ends in the same table wherever it is killed",
        () =>
          Effect.gen(function* () {
            const reference = yield* inItsOwnTable(
              Effect.gen(function* () {
                const { progress, told } = yield* World.migrated()
                return { tally: progress.tally, told, items: World.settled(yield* World.items) }
              })
            )
            for (let n = 1; n <= kills; n += 1) {
              const journal = MemoryMigrationJournal.make()
              const told: typeof reference.told = []
              // Every fifth dies between the writes of a batch and its line in the journal.
              const isWriting = n % 5 !== 0
              const story = Effect.gen(function* () {
                const lifetime = {
                  requests: isWriting ? 1 + ((n * 5) % 12) : Number.POSITIVE_INFINITY,
                  lost: n % 2 === 0
                }
                const dying = DynamoMigrationTarget.layer.pipe(
                  Layer.provide(World.mortal),
                  Layer.provide(Layer.succeed(World.Lifetime, lifetime))
                )
                const attempt = World.migrated(isWriting ? journal : World.dyingAt(journal, n / 5), told)
                const killed = yield* Effect.exit(Effect.provide(attempt, dying, { local: true }))
                assertTrue(Exit.isFailure(killed), `kill ${n}`)
                const { progress } = yield* World.migrated(journal, told)
                assertEquals(progress.tally, reference.tally)
                assertEquals(told, reference.told)
                assertEquals(World.settled(yield* World.items), reference.items)
              })
              yield* inItsOwnTable(story)
            }
          }),
        300_000
      )

      it.effect("tells of every planted fault, and of nothing else", () =>
        inItsOwnTable(
          Effect.gen(function* () {
            yield* World.migrated()
            assertEquals(yield* differences, [])
            const found = yield* World.items
            for (const [what, isIt, plant, field] of plants) {
              const victims = first(found, isIt)
              assertTrue(victims.length > 0, what)
              yield* Effect.forEach(victims, plant)
              const told = yield* differences
              // A swap is seen in both of the rows, and in whatever else the two answers differ.
              const isSwap = field === "consent_given"
              const ids = new Set(told.filter((one) => isSwap || one.field === field).map(({ id }) => id))
              assertTrue(isSwap ? ids.size >= victims.length : ids.size === victims.length, `${what}: ${ids.size}`)
              assertTrue(isSwap || told.length === victims.length, `${what}: ${JSON.stringify(told)}`)
              assertTrue(
                told.some((one) => one.field === field),
                what
              )
              yield* Effect.forEach(victims, World.plant)
            }
            assertEquals(yield* differences, [])
          })
        )
      )

      it.effect("tells who is kept out by somebody in the new system, and writes nothing of theirs", () =>
        Effect.gen(function* () {
          const guards = yield* inItsOwnTable(
            Effect.gen(function* () {
              yield* World.migrated()
              return [...(yield* World.items).values()].filter((item) =>
                ["EMAIL_GUARD", "IDENTITY_GUARD", "PAYMENT_GUARD"].includes(item["entity_type"]?.S ?? "")
              )
            })
          )
          const one = (type: string, skip: number) =>
            guards.filter((item) => item["entity_type"]?.S === type).slice(skip, skip + 1)
          const stranger = yield* Fixtures.userId
          const taken = [...one("EMAIL_GUARD", 20), ...one("IDENTITY_GUARD", 50), ...one("PAYMENT_GUARD", 90)]
          yield* inItsOwnTable(
            Effect.gen(function* () {
              for (const guard of taken) yield* World.plant({ ...guard, ...marshal({ user_id: stranger }) })
              const { progress, told } = yield* World.migrated()
              const met = told.filter(({ verdict }) => verdict.endsWith("_taken"))
              assertEquals(met.map(({ verdict }) => verdict).toSorted(), [
                "email_taken",
                "identity_taken",
                "transaction_taken"
              ])
              for (const guard of taken.slice(0, 2)) {
                const user_id = guard["user_id"]?.S ?? ""
                assertTrue(met.some(({ about, id }) => id === user_id && about?.includes(stranger) === true))
                assertTrue(![...(yield* World.items).keys()].some((key) => key.startsWith(`USER#${user_id}`)))
              }
              const again = yield* World.migrated()
              assertEquals(again.progress.tally, progress.tally)
              assertEquals(yield* differences, [])
            })
          )
        })
      )

      it.effect("is taken back as a whole, but for whoever did something since", () =>
        inItsOwnTable(
          Effect.gen(function* () {
            yield* World.migrated()
            const [active] = first(yield* World.items, isProfile)
            if (active === undefined) throw new Error("Nobody was moved")
            yield* World.plant({ ...active, version: { N: "2" } })
            const before = yield* World.items
            const plan = yield* rollback(Fixtures.at, true, () => Effect.void)
            assertEquals(yield* World.items, before)
            const { changed, present, removed } = yield* rollback(Fixtures.at, false, () => Effect.void)
            assertEquals([plan.present, plan.removed], [present, 0])
            assertEquals([changed, removed], [[active["id"]?.S ?? ""], present - 1])
            const left = [...(yield* World.items).values()]
            const owners = new Set(left.map((item) => item["user_id"]?.S ?? item["PK"]?.S?.slice("USER#".length)))
            assertEquals(owners, new Set([active["id"]?.S]))
          })
        )
      )
    }
  )
})
