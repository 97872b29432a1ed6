import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { Script } from "node:vm"
import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import type { open as openVerifier } from "@serenya/adapters-aws/subscriptions/apple/AppleVerifier"
import { premium } from "@serenya/domain/testing/PurchaseFixtures"
import * as Bundle from "@serenya/handlers/build/Bundle"
import { DateTime, Effect, Option } from "effect"
import * as AppleFace from "../../src/storefronts/AppleFace.ts"
import * as Ocsp from "../../src/storefronts/Ocsp.ts"
import * as SaleRules from "../../src/storefronts/SaleRules.ts"
import * as StoreCertificates from "../../src/storefronts/StoreCertificates.ts"
import * as StoreNames from "../../src/storefronts/StoreNames.ts"

const entry = fileURLToPath(import.meta.resolve("@serenya/adapters-aws/subscriptions/apple/AppleVerifier"))

/** The verifier as it is deployed: bundled, trimmed, and loaded as Lambda's loader loads it. */
const bundled = Effect.acquireRelease(
  Effect.promise(async () => {
    const folder = mkdtempSync(join(tmpdir(), "serenya-verifier-"))
    const { bytes, externals } = await Bundle.write(entry, folder)
    const file = join(folder, "function.cjs")
    const module: { exports: { open?: typeof openVerifier } } = { exports: {} }
    const run = new Script(readFileSync(file, "utf8"), { filename: file }).runInThisContext()
    run(module.exports, createRequire(file), module, file, dirname(file))
    return { folder, bytes, externals, open: module.exports.open }
  }),
  ({ folder }) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

const responder = Effect.acquireRelease(
  Effect.promise(async () => {
    const server = createServer((request, response) => {
      const chunks: Array<Buffer> = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => void response.end(Ocsp.respond(certificates, Buffer.concat(chunks))))
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    const certificates = StoreCertificates.make(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`)
    return { certificates, server }
  }),
  ({ server }) =>
    Effect.sync(() => {
      server.close()
      server.closeAllConnections()
    })
)

describe("the bundle that verifies Apple's signatures", () => {
  it.live("checks chain, revocation and signature, without what was trimmed off", () =>
    Effect.gen(function* () {
      const { bytes, externals, open } = yield* bundled
      assertEquals(externals, [])
      assertTrue(bytes < 450_000)
      const { certificates } = yield* responder
      const now = yield* DateTime.now
      const names = { line: StoreNames.line("apple"), transaction: StoreNames.transaction("apple") }
      const sale = SaleRules.buy("apple", premium, Option.none(), names, now)
      const [term] = yield* Effect.fromOption(Option.liftPredicate(sale.purchase.terms, (terms) => terms.length === 1))
      const face = AppleFace.make(certificates)
      const signed = yield* face.signTransaction(sale, yield* Effect.fromNullishOr(term), now.epochMilliseconds)
      const { verifier } = (yield* Effect.fromNullishOr(open))({
        bundleId: AppleFace.bundleId,
        appId: AppleFace.appId,
        environment: "sandbox",
        roots: [certificates.root.certificate.raw.toString("base64")]
      })
      const { productId } = yield* Effect.promise(() => verifier.verifyAndDecodeTransaction(signed))
      assertEquals(productId, "health.serenya.premium.monthly")
      const forged = `${signed.slice(0, -4)}AAAA`
      const refused = yield* Effect.flip(Effect.tryPromise(() => verifier.verifyAndDecodeTransaction(forged)))
      assertTrue(refused !== undefined)
    })
  )
})
