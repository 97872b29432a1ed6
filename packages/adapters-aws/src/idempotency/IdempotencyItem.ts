import { IdempotencyKey } from "@serenya/domain/idempotency/IdempotencyKey"
import { IdempotencyRecord, RequestHash, ScopeId, SealedAnswer } from "@serenya/domain/idempotency/IdempotencyRecord"
import { DateTime, Effect, Schema } from "effect"
import { type Item, marshal, unmarshal } from "../dynamo/AttributeValue.ts"

/** One record as its row. `ttl`, in seconds, only tells DynamoDB when it may clear away what `expires_at` ended. */
export const IdempotencyItem = Schema.Struct({
  scope: ScopeId,
  idempotency_key: IdempotencyKey,
  call_id: Schema.String,
  request_hash: RequestHash,
  lease_until: Schema.optionalKey(Schema.DateTimeUtcFromMillis),
  expires_at: Schema.DateTimeUtcFromMillis,
  sealed_answer: Schema.optionalKey(SealedAnswer)
})

const decodeItem = Schema.decodeUnknownEffect(IdempotencyItem)
const encodeItem = Schema.encodeSync(IdempotencyItem)

export const keyOf = ({ scope, key }: { readonly scope: ScopeId; readonly key: IdempotencyKey }): Item =>
  marshal({ PK: `IDEMPOTENCY#${scope}#${key}`, SK: "RECORD" })

export const encode = (record: IdempotencyRecord): Item => ({
  ...keyOf(record),
  ...marshal({
    entity_type: "IDEMPOTENCY",
    schema_version: 1,
    ttl: Math.ceil(DateTime.toEpochMillis(record.expiresAt) / 1000),
    ...encodeItem({
      scope: record.scope,
      idempotency_key: record.key,
      call_id: record.callId,
      request_hash: record.requestHash,
      expires_at: record.expiresAt,
      ...IdempotencyRecord.match(record, {
        Pending: ({ leaseUntil }) => ({ lease_until: leaseUntil }),
        Completed: ({ answer }) => ({ sealed_answer: answer })
      })
    })
  })
})

const toRecord = ({
  scope,
  idempotency_key: key,
  call_id: callId,
  request_hash: requestHash,
  expires_at: expiresAt,
  lease_until: leaseUntil,
  sealed_answer: answer
}: typeof IdempotencyItem.Type): IdempotencyRecord => {
  const fields = { scope, key, callId, requestHash, expiresAt }
  return answer === undefined
    ? IdempotencyRecord.cases.Pending.make({ ...fields, leaseUntil: leaseUntil ?? expiresAt })
    : IdempotencyRecord.cases.Completed.make({ ...fields, answer })
}

export const decode = (item: Item): Effect.Effect<IdempotencyRecord> =>
  decodeItem(unmarshal(item)).pipe(
    Effect.map(toRecord),
    Effect.catchTag("SchemaError", ({ message }) =>
      Effect.die(new Error(`An idempotency row does not fit its schema: ${message}`))
    )
  )
