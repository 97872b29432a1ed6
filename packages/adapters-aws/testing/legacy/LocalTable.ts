import { Config, ConfigProvider, Effect, Layer, Option } from "effect"
import { createTable } from "../../src/dynamo/CreateTable.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { UpdateTable } from "../../src/dynamo/DynamoCommands.ts"
import * as Dynoxide from "../../src/dynamo/Dynoxide.ts"
import { UserTable } from "../../src/resources/UserTable.ts"

/** The embedded engine looks through all of a stream for each line that it adds to it: ten thousand people would take hours. */
const withoutStream = (TableName: string) =>
  Effect.flatMap(Dynamo, (client) =>
    Effect.promise(() => client.send(UpdateTable({ TableName, StreamSpecification: { StreamEnabled: false } })))
  )

/** A new embedded engine with an empty user table without a stream, its client, and the configuration that leads there. */
export const layer = Layer.unwrap(
  Effect.gen(function* () {
    const endpoint = yield* Dynoxide.serve(Option.getOrThrow(Dynoxide.binary()))
    const config = ConfigProvider.layer(
      ConfigProvider.fromEnvRecord({
        AWS_REGION: "eu-west-1",
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        [UserTable.env]: "serenya-test"
      })
    )
    const table = Layer.effectDiscard(
      Effect.gen(function* () {
        const name = yield* Config.NonEmptyString(UserTable.env)
        yield* createTable(yield* Dynamo, name, UserTable)
        yield* withoutStream(name)
      })
    )
    return table.pipe(Layer.provideMerge(Dynamo.layer), Layer.provideMerge(config))
  })
)
