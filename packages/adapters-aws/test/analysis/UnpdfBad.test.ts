import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import type { FileType } from "@serenya/domain/analysis/FileType"
import { Effect } from "effect"
import * as UnpdfDocumentReader from "../../src/analysis/UnpdfDocumentReader.ts"

const folder = join(import.meta.dirname, "../../../../../shared/data/bad")
const files = existsSync(folder) ? readdirSync(folder) : []
const typeOf = (name: string): FileType => (name.endsWith(".pdf") ? "pdf" : name.endsWith(".png") ? "png" : "jpg")
if (files.length === 0) console.log("skipped: no sample files at ../shared/data/bad")

const read = Effect.fnUntraced(function* (name: string) {
  const reader = yield* DocumentReader
  return yield* reader.read(typeOf(name), new Uint8Array(readFileSync(join(folder, name))))
}, Effect.provide(UnpdfDocumentReader.layer))

for (const name of files) {
  it.live(`ends typed and bounded: ${name}`, () =>
    Effect.gen(function* () {
      const before = Date.now()
      const rss0 = process.memoryUsage.rss()
      const r = yield* Effect.result(read(name))
      console.log(name, r._tag === "Success" ? `ok ${r.success.pages.length} pages ${r.success.pages.flatMap((p) => p.items).length} items` : r.failure.reason, Date.now() - before, "ms", Math.round((process.memoryUsage.rss() - rss0) / 1e6), "MB", Math.round(process.memoryUsage.rss()/1e6))
      assert.isBelow(Date.now() - before, 20_000)
    })
  )
}
