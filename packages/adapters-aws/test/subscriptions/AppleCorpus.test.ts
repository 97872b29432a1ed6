import { X509Certificate } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Redacted, Result } from "effect"
import { appleRootG3 } from "../../src/subscriptions/apple/AppleRoots.ts"
import type { AppleSignedData, SignedDataRefused } from "../../src/subscriptions/apple/AppleSignedData.ts"
import * as AppleVerifier from "../../src/subscriptions/apple/AppleVerifier.ts"
import * as VerifiedAppleData from "../../src/subscriptions/apple/VerifiedAppleData.ts"

const folder = join(import.meta.dirname, "../../../../../shared/corpora/apple-app-store")
const missing = !existsSync(folder)
if (missing) console.warn(`Skipped: Apple's signed payloads are not at ${folder}`)

const signed = (name: string) => readFileSync(join(folder, "mock_signed_data", name), "utf8").trim()
const xcode = (name: string) => readFileSync(join(folder, "xcode", name), "utf8").trim()

/** As Apple's own tests: their root, no revocation check, an app that is number 1234. */
const verifierOf = (environment: "sandbox" | "production", changes: { bundleId?: string; appId?: number } = {}) =>
  AppleVerifier.open(
    {
      bundleId: "com.example",
      appId: 1234,
      environment,
      roots: [readFileSync(join(folder, "certs/testCA.der")).toString("base64")],
      ...changes
    },
    "unchecked"
  )

type Part = keyof AppleSignedData["Service"]
type Verifier = ReturnType<typeof verifierOf>

const verdict = (part: Part, verifier: Verifier, text: string) => {
  const judged: Effect.Effect<unknown, SignedDataRefused | Unavailable> = VerifiedAppleData.make(
    Effect.succeed(verifier)
  )[part](Redacted.make(text))
  return Effect.map(
    Effect.result(judged),
    Result.match({
      onSuccess: () => "accepted",
      onFailure: (error) => (error._tag === "SignedDataRefused" ? error.reason : error._tag)
    })
  )
}

/** What Apple's `jws_verification.test.ts` expects of each, in our words. */
const cases: ReadonlyArray<readonly [string, Part, string, () => Verifier, () => string]> = [
  ["a test notification", "notification", "accepted", () => verifierOf("sandbox"), () => signed("testNotification")],
  [
    "a sandbox notification in production",
    "notification",
    "wrong_environment",
    () => verifierOf("production"),
    () => signed("testNotification")
  ],
  [
    "a notification for another app's number",
    "notification",
    "wrong_app",
    () => verifierOf("production", { appId: 1235 }),
    () => signed("testNotification")
  ],
  [
    "a notification for another bundle",
    "notification",
    "wrong_app",
    () => verifierOf("sandbox"),
    () => signed("wrongBundleId")
  ],
  [
    "a transaction of another bundle",
    "transaction",
    "wrong_app",
    () => verifierOf("sandbox", { bundleId: "com.example.x" }),
    () => signed("transactionInfo")
  ],
  [
    "a sandbox transaction in production",
    "transaction",
    "wrong_environment",
    () => verifierOf("production"),
    () => signed("transactionInfo")
  ],
  [
    "a sandbox renewal in production",
    "renewal",
    "wrong_environment",
    () => verifierOf("production"),
    () => signed("renewalInfo")
  ],
  [
    "a notification without a chain",
    "notification",
    "unverifiable",
    () => verifierOf("sandbox"),
    () => signed("missingX5CHeaderClaim")
  ],
  [
    "a receipt of the time before",
    "transaction",
    "malformed",
    () => verifierOf("sandbox"),
    () => signed("legacyTransaction")
  ],
  ["four parts", "notification", "malformed", () => verifierOf("sandbox"), () => "a.b.c.d"],
  ["three parts of nothing", "notification", "malformed", () => verifierOf("sandbox"), () => "a.b.c"],
  ["nothing", "notification", "malformed", () => verifierOf("sandbox"), () => ""],
  [
    "what Xcode signed for a developer",
    "transaction",
    "unverifiable",
    () => verifierOf("sandbox", { bundleId: "com.example.naturelab.backyardbirds.example" }),
    () => xcode("xcode-signed-transaction")
  ]
]

describe.skipIf(missing)("Apple's corpus", () => {
  for (const [name, part, expected, verifier, text] of cases) {
    it.live(`${name}: ${expected}`, () =>
      Effect.gen(function* () {
        assertEquals(yield* verdict(part, verifier(), text()), expected)
      })
    )
  }

  it.live("accepts a transaction and a renewal as signed, and refuses them as purchases: they name none", () =>
    Effect.gen(function* () {
      const opened = verifierOf("sandbox")
      const { verifier } = opened
      const transaction = yield* Effect.promise(() => verifier.verifyAndDecodeTransaction(signed("transactionInfo")))
      const renewal = yield* Effect.promise(() => verifier.verifyAndDecodeRenewalInfo(signed("renewalInfo")))
      assertEquals([transaction.environment, renewal.environment], ["Sandbox", "Sandbox"])
      assertEquals(yield* verdict("transaction", opened, signed("transactionInfo")), "malformed")
      assertEquals(yield* verdict("renewal", opened, signed("renewalInfo")), "malformed")
    })
  )

  it.live("takes nothing under another root, the real one included", () =>
    Effect.gen(function* () {
      const verifier = AppleVerifier.open(
        { bundleId: "com.example", appId: 1234, environment: "sandbox", roots: [appleRootG3] },
        "unchecked"
      )
      assertEquals(yield* verdict("notification", verifier, signed("testNotification")), "unverifiable")
    })
  )

  it.live("refuses each of its signed notification's bytes when it is another one", () =>
    Effect.gen(function* () {
      const text = signed("testNotification")
      const judge = VerifiedAppleData.make(Effect.succeed(verifierOf("sandbox"))).notification
      const accepted: Array<string> = []
      for (let index = 0; index < text.length; index++) {
        for (const change of [1, 2, 4]) {
          const other = String.fromCharCode(text.charCodeAt(index) ^ change)
          const changed = Redacted.make(text.slice(0, index) + other + text.slice(index + 1))
          if (Result.isSuccess(yield* Effect.result(judge(changed)))) accepted.push(`${index}: ${other}`)
        }
      }
      assertEquals(accepted, [])
      assertTrue(text.length > 1500)
    })
  )

  it.live("refuses every other spelling of its last character: only one is the signature's own", () =>
    Effect.gen(function* () {
      const text = signed("testNotification")
      const judge = VerifiedAppleData.make(Effect.succeed(verifierOf("sandbox"))).notification
      const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
      const verdicts = yield* Effect.forEach([...alphabet], (last) =>
        Effect.map(Effect.result(judge(Redacted.make(text.slice(0, -1) + last))), (outcome) =>
          Result.isSuccess(outcome) ? [last] : []
        )
      )
      assertEquals(verdicts.flat(), [text.at(-1)])
    })
  )
})

describe("AppleRoots", () => {
  it("holds Apple Root CA - G3, by its published fingerprint", () => {
    const root = new X509Certificate(Buffer.from(appleRootG3, "base64"))
    assertEquals(
      root.fingerprint256,
      "63:34:3A:BF:B8:9A:6A:03:EB:B5:7E:9B:3F:5F:A7:BE:7C:4F:5C:75:6F:30:17:B3:A8:C4:88:C3:65:3E:91:79"
    )
    assertTrue(root.verify(root.publicKey))
  })
})
