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
        let most = 0
        const watch = setInterval(() => {
          most = Math.max(most, process.memoryUsage.rss())
        }, 10)
        const ended = yield* Effect.ensuring(
          outcome(file),
          Effect.sync(() => clearInterval(watch))
        )
        assert.isBelow(Date.now() - before, 20_000)
        assert.isBelow(Math.max(most, process.memoryUsage.rss()), 1024 ** 3)
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

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** Beginnings of files of other types, by which they are known (the freedesktop shared MIME-info database). */
const others: Readonly<Record<string, Uint8Array>> = {
  gif: latin1("GIF89a\x01\x00\x01\x00"),
  webp: latin1("RIFF\x24\x00\x00\x00WEBPVP8 "),
  tiff: latin1("II*\x00\x08\x00\x00\x00"),
  bmp: latin1("BM\x46\x00\x00\x00"),
  heic: latin1("\x00\x00\x00\x18ftypheic"),
  avif: latin1("\x00\x00\x00\x1cftypavif"),
  jp2: latin1("\x00\x00\x00\x0cjP  \r\n\x87\n"),
  svg: latin1('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  docx: latin1("PK\x03\x04\x14\x00\x06\x00[Content_Types].xml"),
  doc: latin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
  rtf: latin1("{\\rtf1\\ansi}"),
  html: latin1("<!DOCTYPE html><html></html>"),
  xml: latin1('<?xml version="1.0"?><a/>'),
  json: latin1('{"resourceType":"Bundle"}'),
  csv: latin1("test,value\nGlucose,90\n"),
  txt: latin1("Glucose 90 mg/dL\n"),
  ps: latin1("%!PS-Adobe-3.0\n"),
  dicom: latin1("\x00".repeat(128) + "DICM"),
  zip: latin1("PK\x05\x06" + "\x00".repeat(18)),
  gzip: latin1("\x1f\x8b\x08\x00"),
  "7z": latin1("7z\xbc\xaf\x27\x1c"),
  tar: latin1("report.pdf" + "\x00".repeat(247) + "ustar"),
  exe: latin1("MZ\x90\x00\x03"),
  elf: latin1("\x7fELF\x02\x01\x01"),
  class: latin1("\xca\xfe\xba\xbe\x00\x00\x00\x34"),
  sqlite: latin1("SQLite format 3\x00"),
  mp3: latin1("ID3\x03\x00"),
  mp4: latin1("\x00\x00\x00\x18ftypmp42"),
  ogg: latin1("OggS\x00\x02"),
  wasm: latin1("\x00asm\x01\x00\x00\x00"),
  eml: latin1("From: a@b.test\r\nSubject: report\r\n\r\n"),
  hl7: latin1("MSH|^~\\&|LAB|"),
  one: latin1("\x00"),
  zeros: new Uint8Array(100_000)
}

describe("files of every other type", () => {
  for (const [name, bytes] of Object.entries(others)) {
    it.live(`${name} is refused, whatever it calls itself`, () =>
      Effect.gen(function* () {
        const reader = yield* DocumentReader
        for (const fileType of ["pdf", "jpg", "jpeg", "png"] as const) {
          const refusal = yield* Effect.flip(reader.read(fileType, bytes))
          assert.deepStrictEqual([fileType, refusal.reason], [fileType, "wrong_file_type"])
        }
      }).pipe(Effect.provide(UnpdfDocumentReader.layer))
    )
  }
})
