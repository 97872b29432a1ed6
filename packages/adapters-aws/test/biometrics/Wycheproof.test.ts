import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Result, Schema } from "effect"
import * as EcdsaP256 from "../../src/biometrics/EcdsaP256.ts"

const folder = join(import.meta.dirname, "../../../../../shared/corpora/wycheproof")
/** The second writes signatures as IEEE P1363 does, two numbers side by side: no device signs so, and DER is all we read. */
const derFile = "ecdsa_secp256r1_sha256_test.json"
const p1363File = "ecdsa_secp256r1_sha256_p1363_test.json"

const Corpus = Schema.Struct({
  testGroups: Schema.Array(
    Schema.Struct({
      publicKeyDer: Schema.String,
      sha: Schema.Literal("SHA-256"),
      tests: Schema.Array(
        Schema.Struct({
          tcId: Schema.Int,
          comment: Schema.String,
          msg: Schema.String,
          sig: Schema.String,
          result: Schema.Literals(["valid", "invalid"])
        })
      )
    })
  )
})

const hex = (text: string): Buffer => Buffer.from(text, "hex")

/** Each vector, and whether our verifier takes key and signature. */
const judged = (file: string) =>
  Schema.decodeUnknownSync(Schema.fromJsonString(Corpus))(readFileSync(join(folder, file), "utf8")).testGroups.flatMap(
    ({ publicKeyDer, tests }) =>
      tests.map(({ tcId, comment, msg, sig, result }) => {
        const key = EcdsaP256.publicKeyOf(hex(publicKeyDer))
        const accepted = Result.isSuccess(key) && EcdsaP256.verifies(key.success, hex(msg), hex(sig))
        return { name: `${tcId} ${comment}`, tcId, valid: result === "valid", accepted }
      })
  )

const absent = !existsSync(folder)
if (absent) console.warn(`Skipped: the Wycheproof corpus is not at ${folder}`)

describe.skipIf(absent)("Wycheproof: ECDSA P-256 with SHA-256", () => {
  it("refuses every invalid DER signature and accepts every valid one", () => {
    const vectors = judged(derFile)
    const wrong = vectors.filter(({ valid, accepted }) => valid !== accepted)
    assertEquals(
      wrong.map(({ name }) => name),
      []
    )
    const accepted = vectors.filter((vector) => vector.accepted).length
    console.log(`${derFile}: ${accepted} accepted, ${vectors.length - accepted} refused, none out of scope`)
    assertTrue(accepted >= 170 && vectors.length - accepted >= 300)
  })

  it("reads no signature in the form of IEEE P1363, valid or not", () => {
    const vectors = judged(p1363File)
    const accepted = vectors.filter((vector) => vector.accepted)
    assertEquals(
      accepted.map(({ name }) => name),
      []
    )
    const outOfScope = vectors.filter(({ valid }) => valid).map(({ tcId }) => tcId)
    console.log(`${p1363File}: all ${vectors.length} refused, valid but out of scope: ${outOfScope.join()}`)
    assertTrue(vectors.length >= 250)
  })
})
