import { IdempotencyKey } from "@serenya/domain/idempotency/IdempotencyKey"
import { IdempotencyRecord, RequestHash, ScopeId, SealedAnswer } from "@serenya/domain/idempotency/IdempotencyRecord"
import { DateTime, Effect, Schema } from "effect"
import { type Item, marshal, unmarshal } from "../dynamo/AttributeValue.ts"

const attributes = {
  entity_type: Schema.Literal("IDEMPOTENCY"),
  schema_version: Schema.Literal(1),
  scope: ScopeId,
  idempotency_key: IdempotencyKey,
  call_id: Schema.String,
  request_hash: RequestHash,
  expires_at: Schema.DateTimeUtcFromMillis,
  /** In seconds: when DynamoDB may clear away what `expires_at` ended. */
  ttl: Schema.Int
}

/** One record as its row. */
export const IdempotencyItem = Schema.Union([
  Schema.Struct({ ...attributes, lease_until: Schema.DateTimeUtcFromMillis }),
  Schema.Struct({ ...attributes, sealed_answer: SealedAnswer })
])
type IdempotencyItem = typeof IdempotencyItem.Type

const decodeItem = Schema.decodeUnknownEffect(IdempotencyItem)
const encodeItem = Schema.encodeSync(IdempotencyItem)

const fromRecord = (record: IdempotencyRecord): IdempotencyItem => {
  const shared = {
    entity_type: "IDEMPOTENCY",
    schema_version: 1,
    scope: record.scope,
    idempotency_key: record.key,
    call_id: record.callId,
    request_hash: record.requestHash,
    expires_at: record.expiresAt,
    ttl: Math.ceil(DateTime.toEpochMillis(record.expiresAt) / 1000)
  } as const
  return IdempotencyRecord.guards.Pending(record)
    ? { ...shared, lease_until: record.leaseUntil }
    : { ...shared, sealed_answer: record.answer }
}

const toRecord = (item: IdempotencyItem): IdempotencyRecord => {
  const shared = {
    scope: item.scope,
    key: item.idempotency_key,
    callId: item.call_id,
    requestHash: item.request_hash,
    expiresAt: item.expires_at
  }
  return "lease_until" in item
    ? IdempotencyRecord.cases.Pending.make({ ...shared, leaseUntil: item.lease_until })
    : IdempotencyRecord.cases.Completed.make({ ...shared, answer: item.sealed_answer })
}

export const keyOf = ({ scope, key }: Pick<IdempotencyRecord, "scope" | "key">): Item =>
  marshal({ PK: `IDEMPOTENCY#${scope}#${key}`, SK: "RECORD" })

export const encode = (record: IdempotencyRecord): Item => ({
  ...keyOf(record),
  ...marshal(encodeItem(fromRecord(record)))
})

export const decode = (item: Item): Effect.Effect<IdempotencyRecord> =>
  decodeItem(unmarshal(item)).pipe(
    Effect.map(toRecord),
    Effect.catchTag("SchemaError", ({ message }) =>
      Effect.die(new Error(`An idempotency row does not fit its schema: ${message}`))
    )
  )
