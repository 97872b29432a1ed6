import { type ReadRow, type RowChange, UnreadableRow } from "@serenya/domain/audit/TableChange"
import type { Payment } from "@serenya/domain/subscriptions/Payment"
import { UserId } from "@serenya/domain/users/UserId"
import { Option, Predicate, Result, Schema } from "effect"
import type { Item } from "../dynamo/AttributeValue.ts"
import * as PaymentItem from "../subscriptions/PaymentItem.ts"
import * as ProfileItem from "../users/ProfileItem.ts"
import { userPartition } from "../users/UserKeys.ts"
import { auditedRows, isEntityType } from "./AuditedRows.ts"

const isItem = (image: unknown): image is Item => Predicate.isObject(image)

const kindOf = (image: Item): unknown => image["entity_type"]?.S

const decodeUserId = Schema.decodeUnknownOption(UserId)

/** Whose row it is, by its partition. */
const subjectOf = (partition: string): Option.Option<UserId> =>
  Option.filter(decodeUserId(partition.slice(userPartition("").length)), (id) => partition === userPartition(id))

const doesNotFit = new UnreadableRow({ reason: "does_not_fit" })

/** Absent before a row was made and after it was removed. */
const decoded = <A>(image: unknown, decode: (item: Item) => Option.Option<A>) => {
  if (!isItem(image)) return Result.succeed(Option.none<A>())
  return Option.match(decode(image), {
    onNone: () => Result.fail(doesNotFit),
    onSome: (row) => Result.succeed(Option.some(row))
  })
}

/** A write to the table as DynamoDB's stream has it, images in the stream's own JSON. */
export const readRow: ReadRow = ({ after, before, keys }): Result.Result<RowChange, UnreadableRow> => {
  const kinds = [before, after].filter(isItem).map(kindOf)
  const [kind] = kinds
  if (!isEntityType(kind) || kinds.some((other) => other !== kind))
    return Result.fail(new UnreadableRow({ reason: "unknown_kind" }))
  const telling = auditedRows[kind]
  if (typeof telling !== "string") return Result.succeed({ _tag: "NotAudited" })
  const subject = subjectOf(keys.partition)
  if (Option.isNone(subject)) return Result.fail(new UnreadableRow({ reason: "not_a_user" }))
  const images = <A>(decode: (item: Item) => Option.Option<A>) =>
    Result.all({ before: decoded(before, decode), after: decoded(after, decode) })
  return telling === "user"
    ? Result.map(images(ProfileItem.decodeImage), (rows) => ({ _tag: "User", subject: subject.value, ...rows }))
    : Result.map(images<Payment>(PaymentItem.decodeImage), (rows) => ({
        _tag: "Payment",
        subject: subject.value,
        ...rows
      }))
}
