import { Storefronts } from "@serenya/domain/subscriptions/Storefronts"
import { StoreMessage } from "@serenya/domain/subscriptions/StoreNotification"
import { StoreProof } from "@serenya/domain/subscriptions/StoreProof"
import { Effect, Layer } from "effect"
import { AppleStorefront } from "./apple/AppleStorefront.ts"
import { GoogleStorefront } from "./google/GoogleStorefront.ts"

/** The App Store and Google Play themselves. */
export const layer = Layer.effect(
  Storefronts,
  Effect.gen(function* () {
    const apple = yield* AppleStorefront
    const google = yield* GoogleStorefront

    const verifyProof = StoreProof.match({
      Apple: ({ signedTransaction }) => apple.verify(signedTransaction),
      Google: ({ purchaseToken }) => google.verify(purchaseToken)
    })
    const hearMessage = StoreMessage.match({
      Apple: ({ signedPayload }) => apple.hear(signedPayload),
      Google: ({ bearer, body }) => google.hear(body, bearer)
    })

    return Storefronts.of({
      verify: Effect.fn("Storefronts.verify")((proof) => verifyProof(proof)),
      ask: Effect.fn("Storefronts.ask")(({ externalId, provider }) =>
        provider === "apple" ? apple.ask(externalId) : google.ask(externalId)
      ),
      hear: Effect.fn("Storefronts.hear")((message) => hearMessage(message)),
      acknowledge: Effect.fn("Storefronts.acknowledge")((purchase) =>
        purchase.provider === "apple" ? Effect.void : google.acknowledge(purchase)
      )
    })
  })
).pipe(Layer.provide([AppleStorefront.layer, GoogleStorefront.layer]))
