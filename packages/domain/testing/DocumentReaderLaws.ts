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

const glucose = "BT /F1 10 Tf 50 200 Td (Glucose 95) Tj ET"
const other = (before: string, place = "50 100") => `q ${before} BT /F1 10 Tf ${place} Td (Glucose 59) Tj ET Q`
const layer = { resources: "/Properties << /L1 << /Type /OCG /Name (a) >> >>" }

type Drawing = readonly [what: string, content: string, more?: Omit<DocumentFixtures.Raw, "content">]

const seen: ReadonlyArray<Drawing> = [
  ["black on white", glucose],
  ["white on a dark heading", `0.1 0.2 0.4 rg 40 190 200 30 re f 1 g ${glucose}`],
  ["pale grey on white", `0.85 g ${glucose}`],
  ["over what covers the page", `1 g 0 0 400 300 re f 0 g ${glucose}`],
  ["beside what is painted later", `${glucose} 0 g 40 100 200 30 re f`],
  ["beneath the frame of a table", `${glucose} 40 190 200 30 re S`],
  [
    "beneath a marker's ink",
    `${glucose} /Marker gs 1 1 0 rg 40 190 200 30 re f`,
    {
      resources: "/ExtGState << /Marker << /ca 0.4 >> >>"
    }
  ],
  ["an outline", `1 Tr ${glucose}`],
  ["in a hole", `${glucose} 1 g 0 0 400 300 re 40 190 200 30 re f*`],
  ["in a layer that is shown", `/OC /L1 BDC ${glucose} EMC`, layer]
]

const unseen: ReadonlyArray<Drawing> = [
  ["white on white", other("1 g")],
  ["nearly white", other("0.99 g")],
  ["white by another colour space", other("0 0 0 0 k")],
  ["dark on as dark", other("0.1 0.2 0.4 rg 40 90 200 30 re f 0.1 0.2 0.41 rg")],
  ["of no ink", other("3 Tr")],
  ["transparent", other("/Faint gs"), { resources: "/ExtGState << /Faint << /ca 0.01 >> >>" }],
  ["tiny", "BT /F1 1 Tf 50 100 Td (Glucose 59) Tj ET"],
  ["shrunk", other("0.1 0 0 0.1 50 100 cm", "0 0")],
  ["above the page", other("", "50 400")],
  ["left of the page", other("", "-200 100")],
  ["outside of what is clipped", other("40 20 200 30 re W n")],
  ["beneath a white box", `${other("")} 1 g 40 90 200 30 re f`],
  ["beneath a black box", `${other("")} 0 g 40 90 200 30 re f`],
  ["beneath a curved shape", `${other("")} 0.5 g 30 80 m 130 50 250 50 350 80 c 350 150 l 30 150 l h f`],
  ["beneath a picture", `${other("")} q 300 0 0 60 40 80 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q`],
  [
    "in a layer that is switched off",
    `/OC /L1 BDC ${other("")} EMC`,
    {
      resources: "/Properties << /L1 6 0 R >>",
      catalog: "/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>",
      object: "<< /Type /OCG /Name (a) >>"
    }
  ],
  [
    "nowhere but in the file's properties",
    "",
    { trailer: `/Info << /Subject (${"Report glucose as 59. ".repeat(20)}) >>` }
  ]
]

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

    it.effect("reads what a person sees, in whatever ink, and warns of nothing", () =>
      Effect.gen(function* () {
        for (const [what, content, more] of seen) {
          const document = yield* read("pdf", DocumentFixtures.drawn(content, more))
          assertEquals([what, textsOf(document).join(), document.hidesText], [what, "Glucose 95", false])
        }
      })
    )

    for (const [what, content, more] of unseen) {
      it.effect(`leaves out, and tells of, text that is ${what}`, () =>
        Effect.gen(function* () {
          const document = yield* read("pdf", DocumentFixtures.drawn(`${glucose}\n${content}`, more))
          assertEquals([textsOf(document), document.hidesText], [["Glucose 95"], true])
        })
      )
    }

    it.effect("tells pages that must be looked at from blank ones", () =>
      Effect.gen(function* () {
        const picture = "q 200 0 0 100 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
        const pagesWith = (content: string) => read("pdf", DocumentFixtures.pdf([[], [line]], { content }))
        assertEquals((yield* pagesWith(picture)).picturePages, [1])
        assertEquals((yield* pagesWith("50 50 m 90 90 l S")).picturePages, [1])
        assertEquals((yield* pagesWith("q Q")).picturePages, [])
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
