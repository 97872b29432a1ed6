import { ExternalId } from "@serenya/domain/subscriptions/Purchase"
import { DateTime, Effect, Option, Schema } from "effect"
import { jwtVerify } from "jose"
import type { Answer, Incoming } from "../gateway/Http.ts"
import { appId, bundleId } from "./AppleFace.ts"
import * as AppleHistory from "./AppleHistory.ts"
import { json } from "./Json.ts"
import * as Ocsp from "./Ocsp.ts"
import type { Sale } from "./Sale.ts"
import { SaleBook } from "./SaleBook.ts"
import { appleKeyId, issuerId, StoreKeys } from "./StoreKeys.ts"
import { ocspPath } from "./StorePaths.ts"
import { StoreSimulator } from "./StoreSimulator.ts"

const questions = /^\/inApps\/(v1\/subscriptions|v2\/history)\/([^/]+)$/
const decodeId = Schema.decodeUnknownOption(ExternalId)

const refusal = (status: number, errorCode: number, errorMessage: string) => json({ errorCode, errorMessage }, status)
const notFound = refusal(404, 4_040_010, "Transaction id not found.")
const badRevision = refusal(400, 4_000_005, "Invalid request revision.")

/** The App Store Server API and Apple's OCSP responder, as far as our server asks them. */
export const make = Effect.gen(function* () {
  const book = yield* SaleBook
  const keys = yield* StoreKeys
  const { apple, certificates } = yield* StoreSimulator

  const isOurs = Effect.fnUntraced(function* (request: Incoming) {
    const token = /^Bearer (.+)$/.exec(request.header("authorization") ?? "")?.[1] ?? ""
    const currentDate = DateTime.toDateUtc(yield* DateTime.now)
    const expected = { algorithms: ["ES256"], audience: "appstoreconnect-v1", issuer: issuerId, currentDate }
    return yield* Effect.tryPromise(() => jwtVerify(token, keys.apple, expected)).pipe(
      Effect.map(({ payload, protectedHeader }) => protectedHeader.kid === appleKeyId && payload["bid"] === bundleId),
      Effect.orElseSucceed(() => false)
    )
  })

  const status = Effect.fnUntraced(function* (sale: Sale) {
    const standing = yield* apple.standing(sale, (yield* DateTime.now).epochMilliseconds)
    const lastTransactions = [{ originalTransactionId: sale.purchase.externalId, ...standing }]
    const data = [{ subscriptionGroupIdentifier: "20000001", lastTransactions }]
    return json({ environment: "Sandbox", appAppleId: appId, bundleId, data })
  })

  const history = Effect.fnUntraced(function* (sale: Sale, { searchParams }: URL) {
    const sold = AppleHistory.of(sale, yield* book.all, searchParams.get("sort"))
    const page = AppleHistory.page(sold, searchParams.get("revision"))
    if (Option.isNone(page)) return badRevision
    const { epochMilliseconds: signedDate } = yield* DateTime.now
    const { hasMore, revision, terms } = page.value
    const signedTransactions = yield* Effect.forEach(terms, ({ sale, term }) =>
      apple.signTransaction(sale, term, signedDate)
    )
    return json({ environment: "Sandbox", appAppleId: appId, bundleId, hasMore, revision, signedTransactions })
  })

  const asked = Effect.fnUntraced(function* (what: string, id: string, request: Incoming): Effect.fn.Return<Answer> {
    if (!(yield* isOurs(request))) return refusal(401, 4_010_000, "Unauthenticated")
    const externalId = decodeId(id)
    if (Option.isNone(externalId)) return notFound
    const sale = yield* book.find({ provider: "apple", externalId: externalId.value })
    if (Option.isNone(sale)) return notFound
    return yield* what === "v2/history" ? history(sale.value, request.url) : status(sale.value)
  })

  const ocsp = Effect.fnUntraced(function* (request: Incoming): Effect.fn.Return<Answer> {
    const question = yield* Effect.orElseSucceed(request.body(4096), () => new Uint8Array())
    const body = Ocsp.respond(certificates, question)
    const headers = { "content-type": "application/ocsp-response" }
    return body === undefined ? json({}, 400) : { status: 200, headers, body }
  })

  return (request: Incoming): Option.Option<Effect.Effect<Answer>> => {
    const { pathname } = request.url
    if (pathname === ocspPath) return Option.some(ocsp(request))
    const [, what, id] = questions.exec(pathname) ?? []
    return what === undefined || id === undefined
      ? Option.none()
      : Option.some(asked(what, decodeURIComponent(id), request))
  }
})
