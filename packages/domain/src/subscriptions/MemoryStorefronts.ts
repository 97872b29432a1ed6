import { Context, Effect, Layer, Option, Redacted } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { StoreLine } from "./Purchase.ts"
import { NotificationRejected, PurchaseNotVerified } from "./PurchaseErrors.ts"
import { Storefronts } from "./Storefronts.ts"
import { StoreMessage, type StoreNotification } from "./StoreNotification.ts"
import { StoreProof } from "./StoreProof.ts"
import { StoreStatement } from "./StoreStatement.ts"

type Heard = Effect.Effect<StoreNotification, NotificationRejected | Unavailable>
type Shown = Effect.Effect<StoreStatement, PurchaseNotVerified | Unavailable>

/** The stores' own side, as a test plays it. */
export class StoreBooks extends Context.Service<
  StoreBooks,
  {
    /** From now on the store says this of its line, also to whoever shows `proof`. */
    enter(statement: StoreStatement, proof?: StoreProof): Effect.Effect<void>
    /** From now on this proof leads there. */
    answer(proof: StoreProof, shown: Shown): Effect.Effect<void>
    /** From now on this message tells that. */
    send(message: StoreMessage, heard: Heard): Effect.Effect<void>
    /** From now on nobody can ask about this line, until the next entry. */
    outage(line: StoreLine, unavailable: Unavailable): Effect.Effect<void>
    /** How often each line was acknowledged. */
    acknowledgements(line: StoreLine): Effect.Effect<number>
  }
>()("@serenya/domain/subscriptions/MemoryStorefronts/StoreBooks") {}

const keyOf = ({ externalId, provider }: StoreLine): string => `${provider}#${externalId}`

const textOf = StoreProof.match({
  Apple: ({ signedTransaction }) => `apple#${Redacted.value(signedTransaction)}`,
  Google: ({ purchaseToken }) => `google#${Redacted.value(purchaseToken)}`
})

const nameOf = StoreMessage.match({
  Apple: ({ signedPayload }) => `apple#${Redacted.value(signedPayload)}`,
  Google: ({ body }) => `google#${body}`
})

/** Two stores that believe what a test enters into their books; they check no cryptography. For tests only. */
export const layer = Layer.effectContext(
  Effect.sync(() => {
    const lines = new Map<string, StoreStatement>()
    const proofs = new Map<string, Shown>()
    const messages = new Map<string, Heard>()
    const acknowledged = new Map<string, number>()
    const outages = new Map<string, Unavailable>()

    const known = (line: StoreLine) => Option.fromUndefinedOr(lines.get(keyOf(line)))

    const books = StoreBooks.of({
      enter: (statement, proof) =>
        Effect.sync(() => {
          const key = keyOf(statement.purchase)
          lines.set(key, statement)
          outages.delete(key)
          const shown = Effect.sync(() => lines.get(key) ?? statement)
          if (proof !== undefined) proofs.set(textOf(proof), shown)
        }),
      answer: (proof, shown) => Effect.sync(() => void proofs.set(textOf(proof), shown)),
      send: (message, heard) => Effect.sync(() => void messages.set(nameOf(message), heard)),
      outage: (line, unavailable) => Effect.sync(() => void outages.set(keyOf(line), unavailable)),
      acknowledgements: (line) => Effect.sync(() => acknowledged.get(keyOf(line)) ?? 0)
    })

    const storefronts = Storefronts.of({
      verify: (proof) =>
        interleaved(
          () => proofs.get(textOf(proof)) ?? Effect.fail(new PurchaseNotVerified({ reason: "unverifiable" }))
        ),
      ask: (line) =>
        interleaved(() => {
          const outage = outages.get(keyOf(line))
          return outage === undefined ? Effect.succeed(known(line)) : Effect.fail(outage)
        }),
      hear: (message) =>
        interleaved(
          () => messages.get(nameOf(message)) ?? Effect.fail(new NotificationRejected({ reason: "malformed" }))
        ),
      acknowledge: (purchase) =>
        interleaved(() => {
          const key = keyOf(purchase)
          acknowledged.set(key, (acknowledged.get(key) ?? 0) + 1)
          const statement = lines.get(key)
          if (statement !== undefined)
            lines.set(
              key,
              new StoreStatement({ ...statement, purchase: { ...statement.purchase, acknowledged: true } })
            )
          return Effect.void
        })
    })

    return Context.make(Storefronts, storefronts).pipe(Context.add(StoreBooks, books))
  })
)
