import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import type { FileType } from "@serenya/domain/analysis/FileType"
import { Effect } from "effect"
import * as UnpdfDocumentReader from "../../src/analysis/UnpdfDocumentReader.ts"
import { shared } from "../support/Shared.ts"

const folder = shared("data/bad") ?? ""
const files = folder === "" ? [] : readdirSync(folder)

const typeOf = (file: string): FileType => (file.endsWith(".pdf") ? "pdf" : file.endsWith(".png") ? "png" : "jpg")

/** What must come of some of them; the others must end, typed and in bounds. `text` counts the least letters read. */
const expected: Readonly<Record<string, string | number>> = {
  "ciphertext-named-1.pdf": "wrong_file_type",
  "exe-magic-named.pdf": "wrong_file_type",
  "html-named.jpg": "wrong_file_type",
  "pdf-named.png": "wrong_file_type",
  "text-named.pdf": "wrong_file_type",
  "lying-dimensions-100000x100000.png": "too_many_pixels",
  "truncated-header-only.pdf": "truncated",
  "truncated-labreport.jpg": "truncated",
  "zero-byte.jpg": "empty",
  "zero-byte.png": "empty",
  "pdfjs-issue3371.pdf": "encrypted",
  "pdfjs-issue6010_1.pdf": "encrypted",
  "pdfjs-pr6531_1.pdf": "encrypted",
  "pdfjs-saslprep-r6.pdf": "encrypted",
  "pdfjs-bug1782186.pdf": "encrypted",
  "filetype-corrupt.png": "unreadable",
  "pngsuite-xdtn0g01.png": "unreadable",
  "junk-before-header.pdf": 500,
  "ownerlocked-labreport-no-userpw.pdf": 500,
  "javascript-openaction-labreport.pdf": 500,
  "polyglot-pdf-zip.pdf": 500,
  "cmyk-labreport.jpg": 0,
  "one-pixel.png": 0
}

const outcome = Effect.fnUntraced(
  function* (file: string) {
    const reader = yield* DocumentReader
    const document = yield* reader.read(typeOf(file), new Uint8Array(readFileSync(join(folder, file))))
    const items = document.pages.flatMap((page) => page.items)
    return items.reduce<string | number>((letters, item) => Number(letters) + item.text.length, 0)
  },
  Effect.catchTag("UnsupportedDocument", ({ reason }) => Effect.succeed<string | number>(reason)),
  Effect.provide(UnpdfDocumentReader.layer)
)

describe.skipIf(files.length === 0)("bad and odd files", () => {
  for (const file of files) {
    it.live(`${file} ends typed, within 20 seconds and a gibibyte`, () =>
      Effect.gen(function* () {
        const before = Date.now()
        const ended = yield* outcome(file)
        assert.isBelow(Date.now() - before, 20_000)
        assert.isBelow(process.memoryUsage.rss(), 1024 ** 3)
        const wanted = expected[file]
        if (typeof wanted === "string") assert.strictEqual(ended, wanted)
        if (typeof wanted === "number") assert.isAtLeast(Number(ended), wanted)
      })
    )
  }
})

it.skipIf(files.length > 0)("has no bad files at ../shared/data: nothing was opened", (context) => {
  console.log("skipped: no bad files at ../shared/data")
  context.skip()
})
