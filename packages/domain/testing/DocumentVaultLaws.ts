import { assert, layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Context, DateTime, Effect, type Layer, Option, Redacted } from "effect"
import { FileType } from "../src/analysis/FileType.ts"
import { DocumentVault, maxDocumentBytes, type StoredDocument, type UploadGrant } from "../src/jobs/DocumentVault.ts"
import { type JobId, JobKind, partsOf } from "../src/jobs/JobId.ts"
import * as JobFixtures from "./JobFixtures.ts"

/** How a suite gets files past a vault's front door and through its back door. */
export class Uploads extends Context.Service<
  Uploads,
  {
    /** Posts the form with this file, as a client would; answers whether it was taken. */
    post(grant: UploadGrant, bytes: Uint8Array): Effect.Effect<boolean>
    /** Puts a file there past every check. */
    plant(jobId: JobId, document: StoredDocument): Effect.Effect<void>
  }
>()("@serenya/domain/testing/DocumentVaultLaws/Uploads") {}

/** What a vault's own storage may be unable to enforce (an emulator): such laws are skipped, and seen to be. */
export type Enforcement = "form" | "size" | "checksum" | "expiry"

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

const document = latin1("%PDF-1.7\nHämoglobin 17,9 g/dl\n%%EOF\n")

const granted = Effect.fnUntraced(function* (fileType: FileType, bytes: Uint8Array, minutes = 5) {
  const vault = yield* DocumentVault
  const jobId = yield* JobFixtures.jobId()
  const expiresAt = DateTime.add(yield* DateTime.now, { minutes })
  return {
    jobId,
    expiresAt,
    grant: yield* vault.grantUpload(jobId, yield* JobFixtures.announce(fileType, bytes), expiresAt)
  }
})

/** Every `DocumentVault` obeys these, as far as what it is made of `enforces` them. */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<DocumentVault | Uploads, E>,
  enforces: ReadonlyArray<Enforcement> = ["form", "size", "checksum", "expiry"]
) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`DocumentVault laws: ${name}`, (it) => {
    const lawOf = (enforcement: Enforcement) => it.effect.skipIf(!enforces.includes(enforcement))

    it.effect("has no document before one was uploaded", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { jobId } = yield* granted("pdf", document)
        assertEquals(yield* vault.exists(jobId), false)
        assertEquals(yield* vault.read(jobId), Option.none())
      })
    )

    it.effect("gives back what was uploaded through its form, byte for byte, as what it was announced", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { post } = yield* Uploads
        for (const fileType of FileType.literals) {
          const bytes = Uint8Array.from([...latin1(fileType), 13, 10, 0, 255, 45, 45, 13, 10])
          const { grant, jobId } = yield* granted(fileType, bytes)
          assertEquals(yield* post(grant, bytes), true)
          assertEquals(yield* vault.exists(jobId), true)
          const stored = yield* vault.read(jobId)
          assert(Option.isSome(stored))
          assertEquals([stored.value.fileType, Array.from(stored.value.bytes)], [fileType, Array.from(bytes)])
        }
      })
    )

    it.effect("gives back a request as it was submitted, and only that", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const [asked, other] = [yield* JobFixtures.jobId("chat"), yield* JobFixtures.jobId("chat")]
        const request = Redacted.make(JSON.stringify({ message: "Was heißt „Hämoglobin“? 🩸\u0000", more: ["\n", ""] }))
        assertEquals([yield* vault.exists(asked), yield* vault.request(asked)], [false, Option.none()])
        yield* vault.submit(asked, request)
        yield* vault.submit(asked, request)
        assertEquals([yield* vault.exists(asked), yield* vault.exists(other)], [true, false])
        assertEquals(Option.map(yield* vault.request(asked), Redacted.value), Option.some(Redacted.value(request)))
        yield* vault.erase(asked)
        assertEquals([yield* vault.exists(asked), yield* vault.request(asked)], [false, Option.none()])
      })
    )

    it.effect("announces what is there, leaves it as it was, and says where nothing is", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { plant } = yield* Uploads
        const [uploaded, asked] = [yield* JobFixtures.jobId(), yield* JobFixtures.jobId("chat")]
        yield* plant(uploaded, { fileType: "png", bytes: document })
        yield* vault.submit(asked, Redacted.make("{}"))
        for (const id of [uploaded, asked, uploaded]) assertEquals(yield* vault.announce(id), true)
        const stored = yield* vault.read(uploaded)
        assert(Option.isSome(stored))
        assertEquals([stored.value.fileType, Array.from(stored.value.bytes)], ["png", Array.from(document)])
        assertEquals(Option.map(yield* vault.request(asked), Redacted.value), Option.some("{}"))
        const gone = yield* JobFixtures.jobId()
        assertEquals([yield* vault.announce(gone), yield* vault.exists(gone)], [false, false])
      })
    )

    it.effect("promises no longer than it was asked to, and hardly less", () =>
      Effect.gen(function* () {
        const { expiresAt, grant } = yield* granted("pdf", document)
        assert.isAtMost(DateTime.toEpochMillis(grant.expiresAt), DateTime.toEpochMillis(expiresAt))
        assert.isAbove(DateTime.toEpochMillis(grant.expiresAt), DateTime.toEpochMillis(expiresAt) - 1000)
      })
    )

    it.effect("reads the largest document and refuses one byte more", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { plant } = yield* Uploads
        const [largest, tooLarge] = [yield* JobFixtures.jobId(), yield* JobFixtures.jobId()]
        yield* plant(largest, { fileType: "pdf", bytes: new Uint8Array(maxDocumentBytes) })
        yield* plant(tooLarge, { fileType: "pdf", bytes: new Uint8Array(maxDocumentBytes + 1) })
        assertEquals(
          Option.map(yield* vault.read(largest), ({ bytes }) => bytes.length),
          Option.some(maxDocumentBytes)
        )
        const refusal = yield* Effect.flip(vault.read(tooLarge))
        assert(refusal._tag === "DocumentTooLarge")
        assertEquals(refusal.limit, maxDocumentBytes)
        assertEquals(yield* vault.exists(tooLarge), true)
      })
    )

    it.effect("erases a document, again and again, and of this job only", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { plant } = yield* Uploads
        const [jobId, other] = [yield* JobFixtures.jobId(), yield* JobFixtures.jobId()]
        for (const each of [jobId, other]) yield* plant(each, { fileType: "png", bytes: document })
        yield* vault.erase(jobId)
        yield* vault.erase(jobId)
        assertEquals([yield* vault.exists(jobId), yield* vault.exists(other)], [false, true])
        assertEquals(yield* vault.read(jobId), Option.none())
      })
    )

    it.effect("lists everybody's jobs that have an input, each once, in the order of their ids, a part at a time", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { plant } = yield* Uploads
        const owner = yield* JobFixtures.owner
        const mine: Array<JobId> = []
        for (const kind of ["result", "chat", "report", "result", "chat"] as const) {
          const id = yield* JobFixtures.jobId(kind, owner)
          if (kind === "result") yield* plant(id, { fileType: "png", bytes: document })
          else yield* vault.submit(id, Redacted.make("{}"))
          mine.push(id)
        }
        const read: Array<JobId> = []
        let part: ReadonlyArray<JobId> = []
        do {
          part = yield* vault.jobsAfter(Option.fromUndefinedOr(read.at(-1)), 3)
          read.push(...part)
        } while (part.length === 3)
        assertEquals(read, read.toSorted())
        assertEquals(new Set(read).size, read.length)
        assertEquals(
          read.filter((id) => partsOf(id).userId === owner),
          mine.toSorted()
        )
        assertEquals(yield* vault.jobsAfter(Option.fromUndefinedOr(read.at(-1)), 3), [])
      })
    )

    it.effect("lists the jobs of one person, of every kind and each once, and of nobody else", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { plant } = yield* Uploads
        const [me, other] = [yield* JobFixtures.owner, yield* JobFixtures.owner]
        assertEquals(yield* vault.jobsOf(me), [])
        const mine = yield* Effect.forEach(JobKind.literals, (kind) => JobFixtures.jobId(kind, me))
        const asked = yield* JobFixtures.jobId("chat", me)
        yield* vault.submit(asked, Redacted.make("{}"))
        for (const [i, id] of [...mine, yield* JobFixtures.jobId("result", other)].entries()) {
          yield* plant(id, { fileType: i % 2 === 0 ? "pdf" : "png", bytes: document })
        }
        assertEquals((yield* vault.jobsOf(me)).toSorted(), [...mine, asked].toSorted())
        for (const id of [...mine, asked]) yield* vault.erase(id)
        assertEquals(yield* vault.jobsOf(me), [])
        assertEquals((yield* vault.jobsOf(other)).length, 1)
      })
    )

    lawOf("form")("takes its form as it is only: no other key, no other type", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { post } = yield* Uploads
        const { grant, jobId } = yield* granted("pdf", document)
        const other = yield* JobFixtures.jobId()
        for (const changed of [
          { key: `incoming/${other}` },
          { "Content-Type": "text/html" },
          { "x-amz-meta-file-type": "png" },
          { "x-amz-meta-more": "more" }
        ])
          assertEquals(yield* post({ ...grant, fields: { ...grant.fields, ...changed } }, document), false)
        assertEquals([yield* vault.exists(jobId), yield* vault.exists(other)], [false, false])
      })
    )

    lawOf("checksum")("takes the announced file only", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { post } = yield* Uploads
        const { grant, jobId } = yield* granted("pdf", document)
        assertEquals(yield* post(grant, latin1("%PDF-1.7\nHämoglobin 11,9 g/dl\n%%EOF\n")), false)
        assertEquals(yield* vault.exists(jobId), false)
      })
    )

    lawOf("size")("takes no empty file and none that is too large, whatever was announced", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { post } = yield* Uploads
        for (const bytes of [new Uint8Array(0), new Uint8Array(maxDocumentBytes + 1)]) {
          const { grant, jobId } = yield* granted("pdf", bytes)
          assertEquals(yield* post(grant, bytes), false)
          assertEquals(yield* vault.exists(jobId), false)
        }
      })
    )

    lawOf("expiry")("takes nothing after the grant has expired", () =>
      Effect.gen(function* () {
        const vault = yield* DocumentVault
        const { post } = yield* Uploads
        const { grant, jobId } = yield* granted("pdf", document, -1)
        assertEquals(yield* post(grant, document), false)
        assertEquals(yield* vault.exists(jobId), false)
      })
    )
  })
