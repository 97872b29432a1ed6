import { Duration } from "aws-cdk-lib"
import { Rule, Schedule } from "aws-cdk-lib/aws-events"
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets"
import { CfnEventSourceMapping, type IFunction } from "aws-cdk-lib/aws-lambda"
import type { IQueue } from "aws-cdk-lib/aws-sqs"
import type { Construct } from "constructs"
import { type FunctionName, functionNames, functions } from "./FunctionCatalogue.ts"
import type { Stage } from "./Stage.ts"

interface Surroundings {
  readonly stage: Stage
  readonly failures: IQueue
  readonly streamArn: string
}

/**
 * A shard's changes come in order. The function says which of a batch it could not tell; what fails as a whole is halved
 * until the one at fault is alone, and after five tries its place in the stream goes to the queue and the shard flows on.
 */
const followStream = (scope: Construct, name: string, live: IFunction, { failures, streamArn }: Surroundings) =>
  new CfnEventSourceMapping(scope, `${name}-stream`, {
    functionName: live.functionArn,
    eventSourceArn: streamArn,
    startingPosition: "TRIM_HORIZON",
    batchSize: 100,
    maximumBatchingWindowInSeconds: 1,
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 5,
    functionResponseTypes: ["ReportBatchItemFailures"],
    destinationConfig: { onFailure: { destination: failures.queueArn } }
  })

/** What calls the functions that nobody asks: clocks, and the table's stream. */
export const deploy = (
  scope: Construct,
  deployed: Readonly<Record<FunctionName, IFunction>>,
  surroundings: Surroundings
): void => {
  for (const name of functionNames) {
    const { readsStream = false, schedule } = functions[name]
    if (readsStream) followStream(scope, name, deployed[name], surroundings)
    if (schedule !== undefined) {
      new Rule(scope, `${name}-schedule`, {
        ruleName: `serenya-${surroundings.stage.name}-${name}`,
        description: schedule.what,
        schedule: Schedule.rate(Duration.minutes(schedule.minutes)),
        targets: [new LambdaFunction(deployed[name], { retryAttempts: 0 })]
      })
    }
  }
}
