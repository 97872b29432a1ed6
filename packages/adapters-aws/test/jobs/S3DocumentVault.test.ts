import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DocumentVault, maxDocumentBytes } from "@serenya/domain/jobs/DocumentVault"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { Cause, DateTime, Effect, Exit, Layer, Option, Redacted } from "effect"
import * as S3DocumentVault from "../../src/jobs/S3DocumentVault.ts"
import { S3 } from "../../src/s3/S3.ts"
import { config } from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"
import * as TinyS3 from "./TinyS3.ts"

type Script = Parameters<typeof ScriptedServer.start>[0]

const vaultOn = Effect.fnUntraced(function* (script: Script, more: Readonly<Record<string, string>> = {}) {
  const { received, url } = yield* ScriptedServer.start(script)
  const world = S3.layer.pipe(Layer.provideMerge(config(url, { TEMP_BUCKET: "temp", ...more })))
  const context = yield* Layer.build(S3DocumentVault.layer.pipe(Layer.provide(world)))
  return { vault: yield* DocumentVault.pipe(Effect.provide(context)), received, url }
})

const silent: Script = () => ({ status: 500 })

const bytes = Uint8Array.from("%PDF-1.7", (character) => character.charCodeAt(0))

interface Policy {
  readonly expiration: string
  readonly conditions: ReadonlyArray<ReadonlyArray<unknown> | Readonly<Record<string, string>>>
}

const policyOf = (fields: Readonly<Record<string, string>>): Policy =>
  JSON.parse(Buffer.from(fields["Policy"] ?? "", "base64").toString("utf8"))

const exactly = (conditions: Policy["conditions"]): Readonly<Record<string, string>> =>
  Object.assign({}, ...conditions.filter((condition) => !Array.isArray(condition)))

describe("the upload form of S3DocumentVault", () => {
  it.live("pins key, type, checksum and encryption, bounds the size and ends in time, without a call", () =>
    Effect.gen(function* () {
      const { received, url, vault } = yield* vaultOn(silent, { MASTER_KEY: "key-1", AWS_SESSION_TOKEN: "session" })
      const id = yield* JobFixtures.jobId()
      const document = yield* JobFixtures.announce("jpeg", bytes)
      const grant = yield* vault.grantUpload(id, document, DateTime.makeUnsafe("2099-03-01T09:35:00.999Z"))
      const policy = policyOf(grant.fields)

      assertEquals(received.length, 0)
      assertEquals(grant.url, `${url}/temp`)
      assertEquals(policy.expiration, "2099-03-01T09:35:00Z")
      assertEquals(DateTime.formatIso(grant.expiresAt), "2099-03-01T09:35:00.000Z")
      assertEquals(
        policy.conditions.filter((condition) => Array.isArray(condition)),
        [["content-length-range", 1, 10 * 1024 * 1024]]
      )
      const pinned = exactly(policy.conditions)
      const { Policy: _policy, "X-Amz-Signature": _signature, ...fields } = grant.fields
      assertEquals(pinned, fields)
      const { "X-Amz-Algorithm": _algorithm, "X-Amz-Credential": _credential, "X-Amz-Date": _date, ...chosen } = pinned
      assertEquals(chosen, {
        bucket: "temp",
        key: `incoming/${id}`,
        "Content-Type": "image/jpeg",
        "x-amz-checksum-algorithm": "SHA256",
        "x-amz-checksum-sha256": document.checksumSha256,
        "x-amz-meta-file-type": "jpeg",
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": "key-1",
        "X-Amz-Security-Token": "session"
      })
    })
  )

  it.live("asks for no encryption of its own where no key is configured", () =>
    Effect.gen(function* () {
      const { vault } = yield* vaultOn(silent)
      const grant = yield* vault.grantUpload(
        yield* JobFixtures.jobId(),
        yield* JobFixtures.announce("pdf", bytes),
        JobFixtures.at
      )
      assertEquals(
        Object.keys(grant.fields).filter((name) => name.includes("encryption")),
        []
      )
    })
  )

  it.live("is good for five minutes if that was asked, by the wall clock", () =>
    Effect.gen(function* () {
      const { vault } = yield* vaultOn(silent)
      const expiresAt = DateTime.add(yield* DateTime.now, { minutes: 5 })
      const grant = yield* vault.grantUpload(
        yield* JobFixtures.jobId(),
        yield* JobFixtures.announce("pdf", bytes),
        expiresAt
      )
      assertEquals(policyOf(grant.fields).expiration, DateTime.formatIso(grant.expiresAt).replace(".000Z", "Z"))
    })
  )
})

describe("reading from S3DocumentVault", () => {
  it.live(
    "refuses a document that is too large by its length, without waiting for its bytes",
    () =>
      Effect.gen(function* () {
        const { received, vault } = yield* vaultOn(() => (response) => {
          response.writeHead(200, { "content-length": String(maxDocumentBytes + 1), "x-amz-meta-file-type": "pdf" })
          response.write("%PDF") // and never the rest
        })
        const refusal = yield* Effect.flip(vault.read(yield* JobFixtures.jobId()))
        assert(refusal._tag === "DocumentTooLarge")
        assertEquals([refusal.limit, received.length], [maxDocumentBytes, 1])
      }),
    5000
  )

  it.live("reads again when the connection broke in the middle", () =>
    Effect.gen(function* () {
      const { received, vault } = yield* vaultOn((_, nth) =>
        nth === 1
          ? (response) => {
              response.writeHead(200, { "content-length": "8", "x-amz-meta-file-type": "pdf" })
              response.write("%PDF", () => response.destroy())
            }
          : { status: 200, headers: { "content-length": "8", "x-amz-meta-file-type": "pdf" }, body: "%PDF-1.7" }
      )
      const stored = yield* vault.read(yield* JobFixtures.jobId())
      assertEquals(
        Option.map(stored, (document) => Array.from(document.bytes)),
        Option.some(Array.from(bytes))
      )
      assertEquals(received.length, 2)
    })
  )

  it.live("asks one question for each answer", () =>
    Effect.gen(function* () {
      const { received, vault } = yield* vaultOn(({ method }) =>
        method === "GET"
          ? { status: 200, headers: { "content-length": "8", "x-amz-meta-file-type": "pdf" }, body: "%PDF-1.7" }
          : { status: method === "HEAD" ? 200 : 204 }
      )
      const id = yield* JobFixtures.jobId()
      yield* vault.read(id)
      yield* vault.exists(id)
      yield* vault.erase(id)
      assertEquals(
        received.map(({ method, path }) => `${method} ${path.split("?")[0]}`),
        [`GET /temp/incoming/${id}`, `HEAD /temp/incoming/${id}`, `DELETE /temp/incoming/${id}`]
      )
    })
  )

  it.live("takes a missing bucket for an outage and an object of unknown type for a defect", () =>
    Effect.gen(function* () {
      const id = yield* JobFixtures.jobId()
      const lost = yield* vaultOn(() => ({ status: 404, body: "<Error><Code>NoSuchBucket</Code></Error>" }))
      const failure = yield* Effect.flip(lost.vault.read(id))
      assert(failure._tag === "Unavailable")
      assertEquals(failure.retryable, false)
      const odd = yield* vaultOn(() => ({ status: 200, headers: { "content-length": "2" }, body: "MZ" }))
      const exit = yield* Effect.exit(odd.vault.read(id))
      assert(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
    })
  )
})

describe("a request that S3DocumentVault keeps", () => {
  it.live("is one write of JSON under the master key, and comes back with one read", () =>
    Effect.gen(function* () {
      const { received, vault } = yield* vaultOn(TinyS3.make(), { MASTER_KEY: "key-1" })
      const id = yield* JobFixtures.jobId("chat")
      yield* vault.submit(id, Redacted.make('{"message":"Was ist das?"}'))
      const [{ body, headers, method, path } = assert.fail()] = received
      assertEquals([method, path, body], ["PUT", `/temp/incoming/${id}?x-id=PutObject`, '{"message":"Was ist das?"}'])
      assertEquals(headers["content-type"], "application/json")
      assertEquals(headers["x-amz-server-side-encryption-aws-kms-key-id"], "key-1")
      assertEquals(Option.map(yield* vault.request(id), Redacted.value), Option.some('{"message":"Was ist das?"}'))
      assertEquals(received.length, 2)
    })
  )
})

describe("an input that S3DocumentVault announces again", () => {
  it.live("is copied onto itself with its type and metadata, which S3 tells of as of an upload", () =>
    Effect.gen(function* () {
      const { received, vault } = yield* vaultOn(TinyS3.make(), { MASTER_KEY: "key-1" })
      const id = yield* JobFixtures.jobId("chat")
      yield* vault.submit(id, Redacted.make("{}"))
      assertEquals(yield* vault.announce(id), true)
      assertEquals(
        received.slice(1).map(({ method, path }) => `${method} ${path}`),
        [`HEAD /temp/incoming/${id}`, `PUT /temp/incoming/${id}?x-id=CopyObject`]
      )
      const headers = received[2]?.headers ?? {}
      assertEquals(headers["x-amz-copy-source"], `temp/incoming/${id}`)
      assertEquals(headers["x-amz-metadata-directive"], "REPLACE")
      assertEquals(headers["content-type"], "application/json")
      assertEquals(headers["x-amz-server-side-encryption-aws-kms-key-id"], "key-1")
      assertEquals(Option.map(yield* vault.request(id), Redacted.value), Option.some("{}"))
    })
  )

  it.live("is none where it vanished before the look or between the look and the copy", () =>
    Effect.gen(function* () {
      const gone = yield* vaultOn(TinyS3.make())
      assertEquals(yield* gone.vault.announce(yield* JobFixtures.jobId()), false)
      assertEquals(gone.received.length, 1)
      const vanishing = yield* vaultOn(({ method }) =>
        method === "HEAD" ? { status: 200 } : { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>" }
      )
      assertEquals(yield* vanishing.vault.announce(yield* JobFixtures.jobId()), false)
    })
  )
})
