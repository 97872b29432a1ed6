import { randomBytes } from "node:crypto"
import { ExternalId } from "@serenya/domain/subscriptions/Purchase"
import { DateTime, Duration, Effect, Option, Schema } from "effect"
import { jwtVerify } from "jose"
import type { Answer, Incoming } from "../gateway/Http.ts"
import { orderOf, packageName, subscriptionOf } from "./GoogleFace.ts"
import { json } from "./Json.ts"
import { SaleBook } from "./SaleBook.ts"
import * as SaleRules from "./SaleRules.ts"
import { serviceAccount, StoreKeys } from "./StoreKeys.ts"
import { certsPath, tokenPath } from "./StorePaths.ts"
import { StoreSimulator } from "./StoreSimulator.ts"

const application = `/androidpublisher/v3/applications/${packageName}`
const lifetime = Duration.hours(1)
const decodeToken = Schema.decodeUnknownOption(ExternalId)

const refusal = (code: number, message: string) => json({ error: { code, message } }, code)
const notFound = refusal(404, "The purchase token was not found.")

/** Google's token endpoint, its keys, and the Play Developer API, as far as our server asks them. `base` is where they answer. */
export const make = (base: string) =>
  Effect.gen(function* () {
    const book = yield* SaleBook
    const keys = yield* StoreKeys
    const { google } = yield* StoreSimulator
    const granted = new Map<string, number>()

    const grant = Effect.fnUntraced(function* (request: Incoming): Effect.fn.Return<Answer> {
      const body = yield* Effect.orElseSucceed(request.body(16 * 1024), () => new Uint8Array())
      const assertion = new URLSearchParams(new TextDecoder().decode(body)).get("assertion") ?? ""
      const now = yield* DateTime.now
      const expected = {
        algorithms: ["RS256"],
        audience: `${base}${tokenPath}`,
        issuer: serviceAccount,
        currentDate: DateTime.toDateUtc(now)
      }
      const isOurs = yield* Effect.isSuccess(Effect.tryPromise(() => jwtVerify(assertion, keys.google, expected)))
      if (!isOurs) return json({ error: "invalid_grant" }, 400)
      const token = `ya29.${randomBytes(24).toString("base64url")}`
      granted.set(token, now.epochMilliseconds + Duration.toMillis(lifetime))
      return json({ access_token: token, expires_in: Duration.toSeconds(lifetime), token_type: "Bearer" })
    })

    const isAllowed = Effect.fnUntraced(function* (request: Incoming) {
      const token = /^Bearer (.+)$/.exec(request.header("authorization") ?? "")?.[1] ?? ""
      return (granted.get(token) ?? 0) > (yield* DateTime.now).epochMilliseconds
    })

    const saleOf = (token: string) =>
      Option.match(decodeToken(token), {
        onNone: () => Effect.succeedNone,
        onSome: (externalId) => book.find({ provider: "google", externalId })
      })

    const subscription = (token: string) =>
      Effect.map(saleOf(token), Option.match({ onNone: () => notFound, onSome: (sale) => json(subscriptionOf(sale)) }))

    const orders = Effect.fnUntraced(function* (ids: ReadonlyArray<string>) {
      const all = (yield* book.all).flatMap((sale) => sale.purchase.terms.map((term) => ({ sale, term })))
      const found = ids.flatMap((id) => all.filter(({ term }) => term.transactionId === id))
      return found.length < ids.length ? notFound : json({ orders: found.map(({ sale, term }) => orderOf(sale, term)) })
    })

    const acknowledge = Effect.fnUntraced(function* (token: string): Effect.fn.Return<Answer> {
      const sale = yield* saleOf(token)
      if (Option.isNone(sale)) return notFound
      return yield* book.enter([SaleRules.acknowledge(sale.value)]).pipe(
        Effect.as<Answer>({ status: 200, headers: {}, body: "" }),
        Effect.orElseSucceed(() => refusal(500, "The book cannot be written."))
      )
    })

    const answerOf = (request: Incoming): Effect.Effect<Answer> => {
      const { pathname, searchParams } = request.url
      const path = pathname.slice(application.length)
      const [, read] = /^\/purchases\/subscriptionsv2\/tokens\/([^/]+)$/.exec(path) ?? []
      if (read !== undefined) return subscription(decodeURIComponent(read))
      const [, bought] = /^\/purchases\/subscriptions\/[^/]+\/tokens\/([^/]+):acknowledge$/.exec(path) ?? []
      if (bought !== undefined) return acknowledge(decodeURIComponent(bought))
      if (path === "/orders:batchGet") return orders(searchParams.getAll("orderIds"))
      return Effect.succeed(notFound)
    }

    const api = Effect.fnUntraced(function* (request: Incoming) {
      return (yield* isAllowed(request)) ? yield* answerOf(request) : refusal(401, "The access token is not valid.")
    })

    return (request: Incoming): Option.Option<Effect.Effect<Answer>> => {
      const { pathname } = request.url
      if (pathname === certsPath) return Option.some(Effect.succeed(json(google.jwks)))
      if (pathname === tokenPath) return Option.some(grant(request))
      return pathname.startsWith(`${application}/`) ? Option.some(api(request)) : Option.none()
    }
  })
