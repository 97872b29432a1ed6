import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { Plan } from "@serenya/domain/subscriptions/Plan"
import type { StoreLine, StoreProvider } from "@serenya/domain/subscriptions/Purchase"
import { StoreMessage } from "@serenya/domain/subscriptions/StoreNotification"
import { StoreProof } from "@serenya/domain/subscriptions/StoreProof"
import type { UserId } from "@serenya/domain/users/UserId"
import { Context, Data, DateTime, Effect, Layer, type Option, Redacted } from "effect"
import * as AppleFace from "./AppleFace.ts"
import * as GoogleFace from "./GoogleFace.ts"
import type { Happening } from "./Sale.ts"
import { SaleBook } from "./SaleBook.ts"
import * as SaleRules from "./SaleRules.ts"
import * as StoreCertificates from "./StoreCertificates.ts"
import * as StoreNames from "./StoreNames.ts"
import { ocspPath } from "./StorePaths.ts"

/** The store sold no such line, or nothing of the kind can happen to it. */
export class NoSuchSale extends Data.TaggedError("NoSuchSale") {}

/** What a store tells of a line, signed and ready to be sent. */
export interface Told {
  readonly line: StoreLine
  readonly message: StoreMessage
}

/** A little App Store and a little Google Play: what they sell, sign and tell is as real as theirs, and only their keys differ. */
export class StoreSimulator extends Context.Service<
  StoreSimulator,
  {
    /** The chain that it signs under; its root is what our verifier is told to believe. */
    readonly certificates: StoreCertificates.StoreCertificates
    readonly apple: AppleFace.AppleFace
    readonly google: GoogleFace.GoogleFace
    /** Sells a plan at a moment, which may be long ago. */
    buy(
      provider: StoreProvider,
      plan: Plan,
      owner: Option.Option<UserId>,
      at: DateTime.Utc
    ): Effect.Effect<Told, Unavailable>
    /** Lets something become of a line; what the store tells of it then, if anything. */
    play(
      line: StoreLine,
      what: Happening,
      at: DateTime.Utc
    ): Effect.Effect<ReadonlyArray<Told>, NoSuchSale | Unavailable>
    /** What an app has in hand after a purchase. */
    proofOf(line: StoreLine): Effect.Effect<StoreProof, NoSuchSale>
    /** Tells of a line once more, by a new notification. */
    tell(line: StoreLine): Effect.Effect<Told, NoSuchSale>
    /** A notification of a kind that is still to come. */
    strange(provider: StoreProvider): Effect.Effect<StoreMessage>
  }
>()("@serenya/local/storefronts/StoreSimulator") {}

/** `base` is where it answers, `webhook` where its pushes go. */
export const layer = (base: string, webhook: string) =>
  Layer.effect(
    StoreSimulator,
    Effect.gen(function* () {
      const book = yield* SaleBook
      const certificates = StoreCertificates.make(`${base}${ocspPath}`)
      const apple = AppleFace.make(certificates)
      const google = yield* GoogleFace.make(webhook)

      /** A push's token is of the moment in which it is sent, whatever it tells. */
      const bearer = Effect.flatMap(DateTime.now, ({ epochMilliseconds }) => google.bearer(epochMilliseconds))

      const tellOf = Effect.fnUntraced(function* (
        { sale, what }: SaleRules.Told,
        { epochMilliseconds: at }: DateTime.Utc
      ) {
        const { externalId, provider } = sale.purchase
        const line = { provider, externalId }
        const id = crypto.randomUUID()
        if (provider === "apple") {
          const signedPayload = Redacted.make(yield* apple.notification(sale, what, id, at))
          return { line, message: StoreMessage.cases.Apple.make({ signedPayload }) }
        }
        const body = google.notification(sale, what, id, at)
        return { line, message: StoreMessage.cases.Google.make({ body, bearer: Redacted.make(yield* bearer) }) }
      })

      const found = (line: StoreLine) =>
        Effect.flatMap(book.find(line), (sale) => Effect.mapError(Effect.fromOption(sale), () => new NoSuchSale()))

      const buy = Effect.fn("StoreSimulator.buy")(function* (
        provider: StoreProvider,
        plan: Plan,
        owner: Option.Option<UserId>,
        at: DateTime.Utc
      ) {
        const names = { line: StoreNames.line(provider), transaction: StoreNames.transaction(provider) }
        const sale = SaleRules.buy(provider, plan, owner, names, at)
        yield* book.enter([sale])
        return yield* tellOf({ sale, what: "bought" }, at)
      })

      const play = Effect.fn("StoreSimulator.play")(function* (line: StoreLine, what: Happening, at: DateTime.Utc) {
        const sale = yield* found(line)
        const { provider } = line
        const transaction = what === "upgraded" ? StoreNames.transaction(provider) : StoreNames.renewal(sale.purchase)
        const names = { line: StoreNames.line(provider), transaction }
        const changed = SaleRules.after(sale, what, names, at)
        if (changed.length === 0) return yield* new NoSuchSale()
        yield* book.enter(changed.map(({ sale }) => sale))
        return yield* Effect.forEach(changed.filter(SaleRules.isTold), (one) => tellOf(one, at))
      })

      const proofOf = Effect.fn("StoreSimulator.proofOf")(function* (line: StoreLine) {
        const sale = yield* found(line)
        const term = sale.purchase.terms.at(-1)
        if (term === undefined) return yield* new NoSuchSale()
        if (line.provider === "google")
          return StoreProof.cases.Google.make({ purchaseToken: Redacted.make(line.externalId) })
        const signed = yield* apple.signTransaction(sale, term, (yield* DateTime.now).epochMilliseconds)
        return StoreProof.cases.Apple.make({ signedTransaction: Redacted.make(signed) })
      })

      const strange = Effect.fn("StoreSimulator.strange")(function* (provider: StoreProvider) {
        const at = (yield* DateTime.now).epochMilliseconds
        const id = crypto.randomUUID()
        return provider === "apple"
          ? StoreMessage.cases.Apple.make({ signedPayload: Redacted.make(yield* apple.strange(id, at)) })
          : StoreMessage.cases.Google.make({
              body: google.strange(id, at),
              bearer: Redacted.make(yield* bearer)
            })
      })

      const tell = Effect.fn("StoreSimulator.tell")(function* (line: StoreLine) {
        return yield* tellOf({ sale: yield* found(line), what: "renewed" }, yield* DateTime.now)
      })

      return StoreSimulator.of({ certificates, apple, google, buy, play, proofOf, tell, strange })
    })
  )
