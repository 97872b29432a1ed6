import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import * as AppleVerifier from "@serenya/adapters-aws/subscriptions/apple/AppleVerifier"
import * as VerifiedAppleData from "@serenya/adapters-aws/subscriptions/apple/VerifiedAppleData"
import * as Catalogue from "@serenya/domain/subscriptions/Catalogue"
import { premium } from "@serenya/domain/testing/PurchaseFixtures"
import { DateTime, Effect, Fiber, Option, Redacted, Result } from "effect"
import { TestClock } from "effect/testing"
import * as AppleFace from "../../src/storefronts/AppleFace.ts"
import * as Ocsp from "../../src/storefronts/Ocsp.ts"
import * as SaleRules from "../../src/storefronts/SaleRules.ts"
import * as StoreCertificates from "../../src/storefronts/StoreCertificates.ts"
import * as StoreNames from "../../src/storefronts/StoreNames.ts"

type Certificates = StoreCertificates.StoreCertificates
type Responder = (request: IncomingMessage, response: ServerResponse, question: Buffer, own: Certificates) => void

const good: Responder = (_request, response, question, own) => void response.end(Ocsp.respond(own, question))

/** Apple's responder over real HTTP, which a test may replace; it counts the questions. */
const start = Effect.acquireRelease(
  Effect.promise(async () => {
    const ocsp = { url: "", respond: good, asked: 0, heard: () => undefined as void }
    const server = createServer((request, response) => {
      const chunks: Array<Buffer> = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        ocsp.asked++
        ocsp.respond(request, response, Buffer.concat(chunks), certificates)
        ocsp.heard()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    ocsp.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
    const certificates = StoreCertificates.make(ocsp.url)
    return {
      ocsp,
      certificates,
      stop: () => {
        server.close()
        server.closeAllConnections()
      }
    }
  }),
  ({ stop }) => Effect.sync(stop)
)

const verifierOf = ({ root }: Certificates) =>
  VerifiedAppleData.make(
    Effect.succeed(
      AppleVerifier.open({
        bundleId: AppleFace.bundleId,
        appId: AppleFace.appId,
        environment: "sandbox",
        roots: [root.certificate.raw.toString("base64")]
      })
    )
  )

const now = DateTime.makeUnsafe("2026-03-01T00:00:00Z")

/** A genuine transaction and the verifier that has not seen its chain yet. */
const scene = Effect.gen(function* () {
  const { certificates, ocsp, stop } = yield* start
  const names = { line: StoreNames.line("apple"), transaction: StoreNames.transaction("apple") }
  const sale = SaleRules.buy("apple", premium, Option.none(), names, now)
  const [term] = sale.purchase.terms
  const signed = yield* AppleFace.make(certificates).signTransaction(sale, term ?? never(), now.epochMilliseconds)
  const { transaction } = verifierOf(certificates)
  const verdict = (text: string = signed) =>
    Effect.map(
      Effect.result(transaction(Redacted.make(text))),
      Result.match({
        onSuccess: ({ productId }) => (Option.isSome(Catalogue.planOf("apple", productId)) ? "verified" : "?"),
        onFailure: (error) =>
          error._tag === "SignedDataRefused"
            ? error.reason
            : `${error.resource} unavailable, ${error.retryable ? "retryable" : "for good"}`
      })
    )
  return { ocsp, stop, signed, verdict }
})

const never = () => {
  throw new Error("A sale has a term")
}
const outage = "store unavailable, retryable"
const answer =
  (status: number, body: string | Buffer = ""): Responder =>
  (_request, response) =>
    void response.writeHead(status).end(body)

const faults: ReadonlyArray<readonly [string, Responder]> = [
  ["500", answer(500)],
  ["403", answer(403)],
  ["429", answer(429)],
  ["a page of a hotel's network", answer(200, "<html>Sign in</html>")],
  ["nothing", answer(200)],
  ["OCSP's own 'try later'", answer(200, Buffer.from("30030a0103", "hex"))],
  ["a connection reset", (request) => void request.socket.destroy()],
  [
    "an answer under a stranger's key",
    (_request, response, question, own) => {
      const stranger = StoreCertificates.make("http://127.0.0.1:1")
      const responders = own.responders.map((one, index) => ({
        ...one,
        responder: stranger.responders[index]?.responder ?? one.responder
      }))
      response.end(Ocsp.respond({ ...own, responders }, question))
    }
  ]
]

describe("Apple's revocation check", () => {
  it.live("asks for each certificate of a chain once, and then knows it", () =>
    Effect.gen(function* () {
      const { ocsp, verdict } = yield* scene
      assertEquals([yield* verdict(), yield* verdict()], ["verified", "verified"])
      assertEquals(ocsp.asked, 2)
    })
  )

  for (const [fault, respond] of faults) {
    it.live(`${fault} is an outage and no forgery; then an answer counts`, () =>
      Effect.gen(function* () {
        const { ocsp, verdict } = yield* scene
        ocsp.respond = respond
        assertEquals(yield* verdict(), outage)
        assertTrue(ocsp.asked >= 2 && ocsp.asked <= 4)
        ocsp.respond = good
        assertEquals(yield* verdict(), "verified")
      })
    )

    it.live(`${fault}, then an answer: one attempt more`, () =>
      Effect.gen(function* () {
        const { ocsp, verdict } = yield* scene
        ocsp.respond = (...asked) => (ocsp.asked <= 2 ? respond : good)(...asked)
        assertEquals(yield* verdict(), "verified")
      })
    )
  }

  it.live("nobody there is an outage", () =>
    Effect.gen(function* () {
      const { stop, verdict } = yield* scene
      stop()
      assertEquals(yield* verdict(), outage)
    })
  )

  it.effect("silence is given four seconds, twice", () =>
    Effect.gen(function* () {
      const { ocsp, verdict } = yield* scene
      const asked = (count: number) =>
        Effect.callback<void>((resume) => {
          ocsp.heard = () => void (ocsp.asked >= count && resume(Effect.void))
          ocsp.heard()
        })
      ocsp.respond = () => undefined
      const asking = yield* Effect.forkChild(verdict())
      for (const attempt of [1, 2]) {
        yield* asked(attempt * 2)
        yield* TestClock.adjust("3999 millis")
        assertEquals(ocsp.asked, attempt * 2)
        yield* TestClock.adjust("200 millis")
      }
      assertEquals(yield* Fiber.join(asking), outage)
    })
  )

  it.live("refuses each byte of a genuine transaction that is another one", () =>
    Effect.gen(function* () {
      const { signed, verdict } = yield* scene
      assertEquals(yield* verdict(), "verified")
      const taken: Array<number> = []
      for (let index = 0; index < signed.length; index++) {
        const other = String.fromCharCode(signed.charCodeAt(index) ^ 1)
        const outcome = yield* verdict(signed.slice(0, index) + other + signed.slice(index + 1))
        if (outcome !== "unverifiable" && outcome !== "malformed") taken.push(index)
      }
      assertEquals(taken, [])
    })
  )
})
