import { Config, Context, Effect, Layer } from "effect"
import { jsonClient } from "../aws/JsonClient.ts"
import { UserTable } from "../resources/UserTable.ts"
import type { Dynamo } from "./Dynamo.ts"
import { TypedProtocol } from "./RowProtocol.ts"

/** The user table as a whole, by its name: for operators' commands, which look at rows as rows, also at such as we never write. */
export class NamedTable extends Context.Service<
  NamedTable,
  { readonly client: Dynamo["Service"]; readonly name: string }
>()("@serenya/adapters-aws/dynamo/NamedTable") {
  static readonly layer = Layer.effect(
    NamedTable,
    Effect.gen(function* () {
      const client = yield* jsonClient("dynamodb", new TypedProtocol())
      return { client, name: yield* Config.NonEmptyString(UserTable.env) }
    })
  )
}
