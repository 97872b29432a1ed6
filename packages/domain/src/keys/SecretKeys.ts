import { Context, type DateTime, type Effect, type Option, type Redacted, Schema } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"

/** `access-token` signs access tokens, `page-cursor` seals cursors, `audit-checkpoint` signs checkpoints; `email-index` keys the e-mail guards, `erasure-ledger` the entries of the ledger. */
export const SecretName = Schema.Literals([
  "access-token",
  "page-cursor",
  "email-index",
  "erasure-ledger",
  "audit-checkpoint"
])
export type SecretName = typeof SecretName.Type

/** The others never change: what is stored was made with them and is found by nothing else. */
export const rotates = (name: SecretName): boolean => name === "access-token" || name === "page-cursor"

/** 256 random bits. `id` is what a JWT names in its `kid`. */
export interface SecretKey {
  readonly id: string
  readonly bytes: Redacted.Redacted<Uint8Array>
}

/** Two keys live at once, so a rotation signs nobody out; `KeyRingRules` says which one signs, and how long the other is accepted. */
export interface KeyRing {
  readonly current: SecretKey
  readonly previous: Option.Option<SecretKey>
  /** When `current` took its place. */
  readonly rotatedAt: DateTime.Utc
}

/** Port: the service's own secrets. Its laws are `testing/SecretKeysLaws.ts`. */
export class SecretKeys extends Context.Service<
  SecretKeys,
  {
    /**
     * May be up to five minutes old. `fresh` asks the source, at most every ten seconds, when a key id is unknown; out of
     * reach, it is unavailable, because nobody can say then that there is no such key.
     */
    ring(name: SecretName, options?: { readonly fresh: boolean }): Effect.Effect<KeyRing, Unavailable>
    /** Makes a new current key; the one before it stays as `previous`, the one before that is gone. */
    rotate(name: SecretName): Effect.Effect<KeyRing, Unavailable>
  }
>()("@serenya/domain/keys/SecretKeys") {}
