import { Context, type Effect, type Option, Schema } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"

/** HMAC-SHA-256 of a user id under a key of the ledger's own, in hex: finds an entry again, and tells nobody whose it is. */
export const ErasureReference = Schema.String.check(
  Schema.isPattern(/^[0-9a-f]{64}$/, { expected: "64 hexadecimal digits" })
).pipe(Schema.brand("ErasureReference"))
export type ErasureReference = typeof ErasureReference.Type

/** That somebody asked to be forgotten, and when. */
export const ErasureEntry = Schema.Struct({ reference: ErasureReference, requestedAt: Schema.DateTimeUtc })
export type ErasureEntry = typeof ErasureEntry.Type

/**
 * Port: who was erased, kept apart from the table, so that a table restored from a backup can forget them again. An entry
 * holds nothing about the person. Its laws are `testing/ErasureLedgerLaws.ts`.
 */
export class ErasureLedger extends Context.Service<
  ErasureLedger,
  {
    /** Writes the person's entry unless there is one; answers with the entry that stands. Again is fine. */
    record(userId: UserId, requestedAt: ErasureEntry["requestedAt"]): Effect.Effect<ErasureEntry, Unavailable>
    /** Sees every entry whose `record` returned. */
    find(userId: UserId): Effect.Effect<Option.Option<ErasureEntry>, Unavailable>
  }
>()("@serenya/domain/privacy/ErasureLedger") {}
