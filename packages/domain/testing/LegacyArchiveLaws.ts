import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer } from "effect"
import { LegacyArchive } from "../src/migration/LegacyArchive.ts"
import type { ArchivedRow } from "../src/migration/Move.ts"
import * as Fixtures from "./Fixtures.ts"

const rowOf = (id: string, row: ArchivedRow["row"]): ArchivedRow => ({
  table: "processing_jobs",
  id,
  at: Fixtures.at,
  row: { id, ...row }
})

/** Every `LegacyArchive` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<LegacyArchive, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`LegacyArchive laws: ${name}`, (it) => {
    it.effect("misses what was never put, and nothing of what was", () =>
      Effect.gen(function* () {
        const archive = yield* LegacyArchive
        const rows = [rowOf(yield* Fixtures.uuid, { status: "failed" }), rowOf(yield* Fixtures.uuid, { status: null })]
        assertEquals(yield* archive.missing(rows), rows)
        yield* archive.put(rows)
        assertEquals(yield* archive.missing(rows), [])
        assertEquals(yield* archive.missing([]), [])
      })
    )

    it.effect("keeps the first of a name: again is fine, and another row in its place is missed", () =>
      Effect.gen(function* () {
        const archive = yield* LegacyArchive
        const id = yield* Fixtures.uuid
        const [first, other] = [rowOf(id, { status: "failed" }), rowOf(id, { status: "completed" })]
        yield* archive.put([first, first])
        yield* archive.put([other])
        assertEquals(yield* archive.missing([first, other]), [other])
      })
    )

    it.effect("keeps rows of two tables apart that have one id", () =>
      Effect.gen(function* () {
        const archive = yield* LegacyArchive
        const job = rowOf(yield* Fixtures.uuid, { status: "failed" })
        yield* archive.put([job])
        const event: ArchivedRow = { ...job, table: "processing_job_events" }
        assertEquals(yield* archive.missing([event]), [event])
        yield* archive.put([event])
        assertEquals(yield* archive.missing([job, event]), [])
      })
    )
  })
