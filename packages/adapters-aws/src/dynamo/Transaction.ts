import { TransactionCanceledException, type TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { Data, Effect, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Item } from "./AttributeValue.ts"
import type { Dynamo } from "./Dynamo.ts"
import { TransactWriteItems } from "./DynamoCommands.ts"

/**
 * Failed conditions cancelled a transaction. Per action in their order, `reasons` says what became of it, and `against`
 * has the item that its condition failed against.
 */
export class ConditionsFailed extends Data.TaggedError("ConditionsFailed")<{
  readonly reasons: ReadonlyArray<string>
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
  return new ConditionsFailed({
    reasons: reasons.map(({ Code = "None" }) => Code),
    against: reasons.map(({ Item }) => Option.fromUndefinedOr(Item))
  })
}

/** All of the writes or none. The token makes a retry of this call harmless for ten minutes, whatever became of the answers. */
export const transactOn = (client: Dynamo["Service"]) => (operation: string, TransactItems: Array<TransactWriteItem>) =>
  Effect.suspend(() => {
    const command = TransactWriteItems({ TransactItems, ClientRequestToken: crypto.randomUUID() })
    return awsCall("storage", operation, (options) => client.send(command, options), conditionsFailed)
  })
