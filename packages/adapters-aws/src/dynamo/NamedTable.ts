import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { Config, Context, Effect, Layer } from "effect"
import { UserTable } from "../resources/UserTable.ts"
import { Dynamo } from "./Dynamo.ts"

/** The user table as a whole, by its name: for operators' commands, which look at rows as rows. */
export class NamedTable extends Context.Service<
  NamedTable,
  { readonly client: DynamoDBClient; readonly name: string }
>()("@serenya/adapters-aws/dynamo/NamedTable") {
  static readonly layer = Layer.effect(
    NamedTable,
    Effect.all({ client: Dynamo, name: Config.NonEmptyString(UserTable.env) })
  )
}
