import { TransactionCanceledException } from "@aws-sdk/client-dynamodb"
import { Data, Option } from "effect"
import type { Item } from "./AttributeValue.ts"

/** Failed conditions cancelled a transaction. `against` has, per action in their order, the item that its condition failed against. */
export class ConditionsFailed extends Data.TaggedError("ConditionsFailed")<{
  readonly against: ReadonlyArray<Option.Option<Item>>
}> {}

/**
 * Tells failed conditions from every other cause, also from a conflict with another transaction, which `awsCall` tries
 * again. Each action must ask for `ALL_OLD`, or there is nothing to see.
 */
export const conditionsFailed = (cause: unknown): ConditionsFailed | undefined => {
  if (!(cause instanceof TransactionCanceledException)) return undefined
  const reasons = cause.CancellationReasons ?? []
  if (!reasons.some(({ Code }) => Code === "ConditionalCheckFailed")) return undefined
  return new ConditionsFailed({ against: reasons.map(({ Item }) => Option.fromUndefinedOr(Item)) })
}
