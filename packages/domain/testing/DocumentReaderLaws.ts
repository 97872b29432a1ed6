import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer } from "effect"
import type { DocumentFault } from "../src/analysis/AnalysisErrors.ts"
import { DocumentReader } from "../src/analysis/DocumentReader.ts"
import type { FileType } from "../src/analysis/FileType.ts"
import * as DocumentFixtures from "./DocumentFixtures.ts"

const line = { text: "Glucose 95 mg/dL", x: 50, y: 200 }
const half = (bytes: Uint8Array) => bytes.slice(0, Math.floor(bytes.length / 2))
const pages = (count: number) => DocumentFixtures.pdf(Array.from({ length: count }, () => [line]))
const textsOf = (document: {
  readonly pages: ReadonlyArray<{ readonly items: ReadonlyArray<{ readonly text: string }> }>
}) => document.pages.map((page) => page.items.map((item) => item.text).join(" "))

const refused: ReadonlyArray<readonly [string, FileType, Uint8Array, DocumentFault]> = [
  ...(["pdf", "png", "jpg", "jpeg"] as const).flatMap((type) => [
    [`an empty ${type}`, type, new Uint8Array(), "empty"] as const,
    [`a web page called ${type}`, type, DocumentFixtures.html(), "wrong_file_type"] as const
  ]),
  ["a PDF called png", "png", pages(1), "wrong_file_type"],
  ["a PNG called pdf", "pdf", DocumentFixtures.png(), "wrong_file_type"],
  ["a PNG called jpg", "jpg", DocumentFixtures.png(), "wrong_file_type"],
  [
    "a PDF behind more junk than readers look through",
    "pdf",
    DocumentFixtures.after(3000, pages(1)),
    "wrong_file_type"
  ],
  ["half a PDF", "pdf", half(pages(3)), "truncated"],
  ["half a PNG", "png", half(DocumentFixtures.png()), "truncated"],
  ["half a JPEG", "jpg", half(DocumentFixtures.jpeg()), "truncated"],
  ["a PDF that asks for a password", "pdf", DocumentFixtures.lockedPdf(), "encrypted"],
  ["fifty-one pages", "pdf", pages(51), "too_many_pages"],
  ["ten gigapixels in a header", "png", DocumentFixtures.hugePng(), "too_many_pixels"]
]

/** Every `DocumentReader` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<DocumentReader, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`DocumentReader laws: ${name}`, (it) => {
    const read = (fileType: FileType, bytes: Uint8Array) => DocumentReader.use((reader) => reader.read(fileType, bytes))

    for (const [what, fileType, bytes, reason] of refused) {
      it.effect(`refuses ${what} as ${reason}`, () =>
        Effect.gen(function* () {
          const refusal = yield* Effect.flip(read(fileType, bytes))
          assertEquals(refusal.reason, reason)
        })
      )
    }

    it.effect("reads text where it stands", () =>
      Effect.gen(function* () {
        const document = yield* read("pdf", DocumentFixtures.pdf([[line], [{ text: "second page", x: 10, y: 20 }]]))
        assertEquals(textsOf(document), ["Glucose 95 mg/dL", "second page"])
        assertEquals(
          document.pages.map((page) => page.number),
          [1, 2]
        )
        const [first] = document.pages
        assertEquals([first?.width, first?.height], [400, 300])
        assertEquals([first?.items[0]?.x, first?.items[0]?.y], [50, 200])
      })
    )

    it.effect("leaves out what a reader of the page cannot see", () =>
      Effect.gen(function* () {
        const hidden = [
          { text: "above", x: 50, y: 400 },
          { text: "left", x: -200, y: 100 },
          { text: "tiny", x: 50, y: 100, size: 0.2 }
        ]
        assertEquals(textsOf(yield* read("pdf", DocumentFixtures.pdf([[line, ...hidden]]))), ["Glucose 95 mg/dL"])
      })
    )

    it.effect("reads fifty pages, a kilobyte of junk before the header, and a file that only forbids copying", () =>
      Effect.gen(function* () {
        assertEquals((yield* read("pdf", pages(50))).pages.length, 50)
        assertEquals(textsOf(yield* read("pdf", DocumentFixtures.after(1000, pages(1)))), ["Glucose 95 mg/dL"])
        assertEquals(textsOf(yield* read("pdf", DocumentFixtures.ownerLockedPdf())), ["Locked text"])
      })
    )

    it.effect("passes pictures on with a page and no text, and leaves every file's bytes as they were", () =>
      Effect.gen(function* () {
        for (const [fileType, file] of [
          ["png", DocumentFixtures.png()],
          ["jpg", DocumentFixtures.jpeg()],
          ["jpeg", DocumentFixtures.jpeg()],
          ["pdf", pages(1)]
        ] as const) {
          const before = Uint8Array.from(file)
          const document = yield* read(fileType, file)
          assertEquals(document.fileType, fileType)
          assertEquals(document.bytes, before)
          assertEquals(document.pages.length, 1)
          if (fileType !== "pdf") assertEquals(document.pages[0]?.items, [])
        }
      })
    )
  })
