import { constants, deflateRawSync, deflateSync } from "node:zlib"
import { assert, it } from "@effect/vitest"
import * as DocumentFixtures from "@serenya/domain/testing/DocumentFixtures"
import * as DocumentReaderLaws from "@serenya/domain/testing/DocumentReaderLaws"
import { Effect } from "effect"
import { readInThread } from "../../src/analysis/PdfThread.ts"
import * as UnpdfDocumentReader from "../../src/analysis/UnpdfDocumentReader.ts"

DocumentReaderLaws.suite("pdf.js in a thread", UnpdfDocumentReader.layer)

const filters = "/Filter [/FlateDecode /FlateDecode]"

/** A few kilobytes that unfold to `times` sixteen megabytes: one flushed deflate block, repeated and folded again. */
const unfolding = (block: string, times: number) => {
  const once = Buffer.from(block.repeat(Math.floor(2 ** 24 / block.length)))
  const flushed = deflateRawSync(once, { finishFlush: constants.Z_FULL_FLUSH })
  const whole = Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array.from({ length: times }, () => flushed),
    deflateRawSync("")
  ])
  return DocumentFixtures.pdf([[]], { content: deflateSync(whole).toString("latin1"), dictionary: filters })
}

it.live("kills a file that would read for ever, and lives on", () =>
  Effect.gen(function* () {
    const before = Date.now()
    const reading = yield* readInThread(unfolding("q Q\n", 8), 1)
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
    const bomb = unfolding("% nothing\n", 110)
    const reading = yield* readInThread(bomb)
    clearInterval(watch)
    assert.isFalse(reading.ok)
    assert.isBelow(most - resting, 900 * 1024 * 1024)
  })
)
