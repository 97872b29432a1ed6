import { CreateQueueCommand } from "@aws-sdk/client-sqs"
import { Effect } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { Sqs } from "./Sqs.ts"

/** Creates a queue, unless it is there. For emulators; deployed queues are CDK's. */
export const createQueue = Effect.fn("CreateQueue.createQueue")(function* (name: string) {
  const client = yield* Sqs
  const command = new CreateQueueCommand({ QueueName: name })
  yield* awsCall("storage", "CreateQueue.createQueue", (options) => client.send(command, options))
})
