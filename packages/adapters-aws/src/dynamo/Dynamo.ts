import { Context, Effect, Layer } from "effect"
import { type JsonClient, jsonClient } from "../aws/JsonClient.ts"
import { RowProtocol } from "./RowProtocol.ts"

/** The DynamoDB client, one per process. Calls go through `awsCall`. */
export class Dynamo extends Context.Service<Dynamo, JsonClient<"dynamodb">>()("@serenya/adapters-aws/dynamo/Dynamo") {
  static readonly layer = Layer.effect(
    Dynamo,
    Effect.suspend(() => jsonClient("dynamodb", new RowProtocol()))
  )
}
