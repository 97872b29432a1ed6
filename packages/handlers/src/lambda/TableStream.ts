import { AuditEventId } from "@serenya/domain/audit/AuditEvent"
import type { TableChange } from "@serenya/domain/audit/TableChange"
import { DateTime, Option, Schema } from "effect"

const Key = Schema.Struct({ S: Schema.String })

/** As much of a record of a DynamoDB stream as says where and when something was written, and by whom. */
const Record = Schema.Struct({
  eventID: AuditEventId,
  eventName: Schema.Literals(["INSERT", "MODIFY", "REMOVE"]),
  userIdentity: Schema.optional(Schema.NullOr(Schema.Struct({ principalId: Schema.optional(Schema.String) }))),
  dynamodb: Schema.Struct({
    /** Seconds since 1970, the same at every delivery. */
    ApproximateCreationDateTime: Schema.Finite,
    Keys: Schema.Struct({ PK: Key, SK: Key }),
    OldImage: Schema.optional(Schema.Unknown),
    NewImage: Schema.optional(Schema.Unknown)
  })
})

const decodeRecord = Schema.decodeUnknownOption(Record)

const decodeNumbered = Schema.decodeUnknownOption(
  Schema.Struct({ dynamodb: Schema.Struct({ SequenceNumber: Schema.NonEmptyString }) })
)

/** Where a record stands in its shard: what a failure is told by. */
export const sequenceNumberOf = (record: unknown): Option.Option<string> =>
  Option.map(decodeNumbered(record), ({ dynamodb }) => dynamodb.SequenceNumber)

/** DynamoDB itself removes what has outlived its `ttl`. */
const expired = "dynamodb.amazonaws.com"

/** The write that a record tells of; none where it is no record of our table. */
export const changeIn = (record: unknown): Option.Option<TableChange> =>
  Option.map(decodeRecord(record), ({ dynamodb, eventID, eventName, userIdentity }) => ({
    id: eventID,
    at: DateTime.makeUnsafe(Math.round(dynamodb.ApproximateCreationDateTime * 1000)),
    by: eventName === "REMOVE" && userIdentity?.principalId === expired ? "expiry" : "service",
    keys: { partition: dynamodb.Keys.PK.S, sort: dynamodb.Keys.SK.S },
    before: dynamodb.OldImage,
    after: dynamodb.NewImage
  }))
