import { Context, type Effect, type Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { StoreLine, StorePurchase } from "./Purchase.ts"
import type { NotificationRejected, PurchaseNotVerified } from "./PurchaseErrors.ts"
import type { StoreMessage, StoreNotification } from "./StoreNotification.ts"
import type { StoreProof } from "./StoreProof.ts"
import type { StoreStatement } from "./StoreStatement.ts"

/**
 * Port: the App Store and Google Play. A store out of reach, also for checking whether a certificate was revoked, is
 * unavailable and never a forgery. Its laws are `testing/StorefrontsLaws.ts`.
 */
export class Storefronts extends Context.Service<
  Storefronts,
  {
    /** What a client's proof shows. Google's is asked for, so it is as of now; Apple's may have been signed long ago. */
    verify(proof: StoreProof): Effect.Effect<StoreStatement, PurchaseNotVerified | Unavailable>
    /** The line as its store knows it now, with the terms before the last one as far as one statement holds them. None: the store knows no such line, or no longer. */
    ask(line: StoreLine): Effect.Effect<Option.Option<StoreStatement>, Unavailable>
    /** What a store tells; the same notification has the same id, however often it is sent. New kinds are fine, so are tests. */
    hear(message: StoreMessage): Effect.Effect<StoreNotification, NotificationRejected | Unavailable>
    /** Tells the store that the purchase has reached its person; again is fine. */
    acknowledge(purchase: StorePurchase): Effect.Effect<void, Unavailable>
  }
>()("@serenya/domain/subscriptions/Storefronts") {}
