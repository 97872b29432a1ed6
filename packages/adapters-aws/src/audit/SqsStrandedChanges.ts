import { SendMessageCommand } from "@aws-sdk/client-sqs"
import { StrandedChange, StrandedChanges } from "@serenya/domain/audit/StrandedChanges"
import { Config, Effect, Layer, Schema } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { StrandedChangesQueue } from "../resources/StrandedChangesQueue.ts"
import { Sqs } from "./Sqs.ts"

/** A message: where the row stands, and why it was put aside. */
const encodeText = Schema.encodeEffect(Schema.fromJsonString(Schema.toCodecJson(StrandedChange)))

/** A standard queue: a change that is put aside twice is there twice, and an operator looks at its row once. */
export const layer = Layer.effect(
  StrandedChanges,
  Effect.gen(function* () {
    const sqs = yield* Sqs
    const QueueUrl = yield* Config.NonEmptyString(StrandedChangesQueue.env)

    return StrandedChanges.of({
      put: Effect.fn("SqsStrandedChanges.put")(
        function* (change) {
          const command = new SendMessageCommand({ QueueUrl, MessageBody: yield* encodeText(change) })
          yield* awsCall("storage", "SqsStrandedChanges.put", (options) => sqs.send(command, options))
        },
        Effect.catchTag("SchemaError", Effect.die)
      )
    })
  })
)
