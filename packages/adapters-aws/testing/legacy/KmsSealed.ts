import { Effect, Option, Redacted } from "effect"
import { Kms } from "../../src/keys/Kms.ts"
import { GenerateDataKey } from "../../src/keys/KmsCommands.ts"
import * as InventedLegacyKeys from "../../src/migration/InventedLegacyKeys.ts"
import * as LegacyEnvelope from "../../src/migration/LegacyEnvelope.ts"
import { LegacyKeys } from "../../src/migration/LegacyKeys.ts"
import type { Session } from "../../src/migration/Sql.ts"
import * as LegacySeal from "./LegacySeal.ts"

const columns = ["email", "name", "given_name", "family_name"] as const

/** The same text under a data key of KMS, in the same context; what no key of tests opens stays as it is. */
const resealed = Effect.fnUntraced(function* (KeyId: string, stored: unknown) {
  const envelope = LegacyEnvelope.parse(String(stored))
  if (Option.isNone(envelope)) return stored
  const { context, encryptedKey } = envelope.value
  const known = yield* LegacyKeys.use(({ unwrap }) => unwrap(encryptedKey, context))
  const text = Option.flatMap(known, (key) => LegacyEnvelope.open(envelope.value, key))
  if (Option.isNone(text)) return stored
  const kms = yield* Kms
  const command = GenerateDataKey({ KeyId, KeySpec: "AES_256", EncryptionContext: { ...context } })
  const { CiphertextBlob = new Uint8Array(), Plaintext = new Uint8Array() } = yield* Effect.promise(() =>
    kms.send(command)
  )
  return LegacySeal.sealUnder({ plaintext: Plaintext, wrapped: CiphertextBlob }, Redacted.value(text.value), context)
})

/** Seals everybody's personal columns in an old database anew, under data keys of the KMS key `keyId`, as live rows are. */
export const seal = Effect.fn("KmsSealed.seal")(function* (session: Session, keyId: string) {
  const users = yield* session.query(`select id::text as id, ${columns.join(", ")} from users order by id`)
  for (const { id, ...sealed } of users) {
    for (const column of columns) {
      if (sealed[column] === null) continue
      const envelope = yield* resealed(keyId, sealed[column])
      yield* session.query(`update users set ${column} = $1 where id = $2::text::uuid`, [String(envelope), String(id)])
    }
  }
}, Effect.provide(InventedLegacyKeys.layer))
