import { deflateSync } from "node:zlib"
import { assert, it } from "@effect/vitest"
import * as DocumentFixtures from "@serenya/domain/testing/DocumentFixtures"
import * as DocumentReaderLaws from "@serenya/domain/testing/DocumentReaderLaws"
import { Effect } from "effect"
import { readInThread } from "../../src/analysis/PdfThread.ts"
import * as UnpdfDocumentReader from "../../src/analysis/UnpdfDocumentReader.ts"

DocumentReaderLaws.suite("pdf.js in a thread", UnpdfDocumentReader.layer)

/** Three kilobytes that unfold to a gigabyte and a half of one text operator after the other. */
const unfolding = () => {
  const operators = Buffer.from("BT /F1 9 Tf 9 9 Td (x) Tj ET\n".repeat(50_000))
  const folded = deflateSync(deflateSync(Buffer.concat(Array.from({ length: 120 }, () => operators))))
  return DocumentFixtures.pdf([[]], {
    content: folded.toString("latin1"),
    dictionary: "/Filter [/FlateDecode /FlateDecode]"
  })
}

it.live("kills a file that would read for ever, and lives on", () =>
  Effect.gen(function* () {
    const before = Date.now()
    const reading = yield* readInThread(unfolding(), 1)
    assert.deepStrictEqual(reading, { ok: false, reason: "unreadable" })
    assert.isBelow(Date.now() - before, 5_000)
    const next = yield* readInThread(DocumentFixtures.pdf([[{ text: "alive", x: 9, y: 9 }]]))
    assert.isTrue(next.ok)
  })
)

it.live("kills a file that unfolds past its share of memory", () =>
  Effect.gen(function* () {
    const resting = process.memoryUsage.rss()
    let most = resting
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 10)
    const bomb = unfolding()
    const reading = yield* readInThread(bomb)
    clearInterval(watch)
    assert.isFalse(reading.ok)
    assert.isBelow(most - resting, 900 * 1024 * 1024)
  })
)
