import { Schema } from "effect"
import { Identity } from "./Identity.ts"

/** Whose account at the provider, and when it happened there; events come late, twice and out of order. */
const of = { identity: Identity, at: Schema.DateTimeUtc }

/**
 * What a provider tells of a person's account there: they took back their consent to signing in here, deleted the account,
 * or let the provider's relay forward our mail again, or no longer.
 */
export const ProviderEvent = Schema.TaggedUnion({
  ConsentRevoked: of,
  AccountDeleted: of,
  RelayStarted: of,
  RelayStopped: of
})
export type ProviderEvent = typeof ProviderEvent.Type
