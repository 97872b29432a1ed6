import { createHash } from "node:crypto"
import { layer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { LegacyArchive } from "@serenya/domain/migration/LegacyArchive"
import type { ArchivedRow } from "@serenya/domain/migration/Move"
import { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import { ErasureOrder } from "@serenya/domain/privacy/ErasureOrder"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import { UserId } from "@serenya/domain/users/UserId"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Layer, Option } from "effect"
import * as S3LegacyArchive from "../../src/migration/S3LegacyArchive.ts"
import * as DynamoSubscriptionLedger from "../../src/subscriptions/DynamoSubscriptionLedger.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import { oldPerson } from "../../testing/legacy/OldPeople.ts"
import { tellTale } from "../../testing/legacy/OldTables.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as World from "./MigrationWorld.ts"

const seed = 13
const people = 60

const hashOf = (id: string): string => createHash("sha256").update(id).digest("hex")

/** What a row of the archive is called and holds, as it would lie in the bucket. */
const textOf = (row: ArchivedRow): string => `${S3LegacyArchive.keyOf(row)} ${S3LegacyArchive.bodyOf(row)}`

/** Columns that lead to a person, their devices, their documents or where they were, and what such a column may be short for. */
const leading =
  /^(user_id|external_id|email|email_hash|name|given_name|family_name|device_id|session_id|refresh_token_hash|external_subscription_id|provider_transaction_id|original_filename|sanitized_filename|s3_key|job_id|event_message|source_ip|user_agent)$/

/** Everything by which somebody could find the n-th person again, or learn something of them. */
const personal = (n: number): ReadonlyArray<string> =>
  Object.entries(oldPerson(seed, n)).flatMap(([table, rows]) =>
    rows.flatMap((row) =>
      Object.entries({ ...row, ...(table === "users" && { user_id: row["id"] }) }).flatMap(([column, value]) =>
        // An event names its job by the row's own number, as the job's row does.
        leading.test(column) && typeof value === "string" && !(table === "processing_job_events" && column === "job_id")
          ? [value]
          : []
      )
    )
  )

const archived: Array<ArchivedRow> = []

const archive = Layer.mock(LegacyArchive, {
  put: (rows) => Effect.sync(() => void archived.push(...rows))
})

const erasing = Erasures.layer.pipe(
  Layer.provideMerge(Layer.mergeAll(DynamoUserStore.layer, DynamoSubscriptionLedger.layer)),
  Layer.provideMerge(MemoryPorts.layer)
)

LocalDynamo.suites(() => {
  layer(Layer.mergeAll(World.old(seed, people), erasing).pipe(Layer.provideMerge(World.table)), {
    timeout: "2 minutes",
    excludeTestServices: true
  })("the archive of the old rows", (it) => {
    it.effect("holds nothing that leads to a person, their device or their document", () =>
      Effect.gen(function* () {
        yield* World.migrated().pipe(Effect.provide(archive))
        const tables = new Set(archived.map(({ table }) => table))
        assertEquals(
          tables,
          new Set([
            "subscriptions",
            "processing_jobs",
            "processing_job_events",
            "audit_events",
            "audit_event_summaries"
          ] as const)
        )
        const everything = archived.map(textOf).join("\n")
        for (let n = 0; n < people; n += 1)
          for (const value of personal(n)) assertTrue(!everything.includes(value), `person ${n}: ${value}`)
        for (const value of Object.values(tellTale)) assertTrue(!everything.includes(value), value)
      })
    )

    it.effect("leads to nobody once its person is erased: of their number it has a hash alone", () =>
      Effect.gen(function* () {
        const busy = Array.from({ length: people }, (_, n) => oldPerson(seed, n)).find(
          ({ processing_jobs: jobs }) => jobs.length > 5
        )
        const id = UserId.make(String(busy?.users[0]?.["id"]))
        assertTrue(archived.some((row) => textOf(row).includes(hashOf(id))))
        const user = Option.getOrThrow(yield* (yield* UserStore).find(id))
        const entry = yield* (yield* ErasureLedger).record(id, Fixtures.at)
        yield* (yield* Erasures).carryOut(ErasureOrder.recorded(user, entry))
        const left = [...(yield* World.items)].map((item) => JSON.stringify(item))
        assertTrue(!left.some((text) => text.includes(id)))
      })
    )
  })
})
