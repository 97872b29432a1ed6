import { type BedrockRuntimeClient, ConverseCommand, type ConverseCommandInput } from "@aws-sdk/client-bedrock-runtime"
import type { Permit } from "@serenya/domain/analysis/Permit"
import type { ConsentProof } from "@serenya/domain/consents/ConsentProof"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect } from "effect"
import { awsAttempt, type CallLimits, retried } from "../aws/AwsCall.ts"
import { sdkFailure } from "../aws/SdkFailure.ts"
import { type Answer, noToolCall, readAnswer } from "./BedrockAnswer.ts"
import { GarbledAnswer } from "./BedrockNumbers.ts"
import type { Tool } from "./BedrockTool.ts"

const operation = "Bedrock.converse"

/** One call may think for two minutes; three calls in all, for each may cost as much as the first. */
const limits: CallLimits = { attemptTimeout: "120 seconds", retries: 2 }

/** ModelTimeoutException, ModelErrorException, ThrottlingException and ModelNotReadyException. */
const mayPass = new Set([408, 424, 429])

const tell = (cause: unknown): GarbledAnswer | Unavailable | undefined => {
  if (cause instanceof GarbledAnswer) return cause
  const { status } = sdkFailure(cause)
  if (status >= 200 && status < 300) return new GarbledAnswer()
  return mayPass.has(status) ? new Unavailable({ resource: "analysis", operation, retryable: true, cause }) : undefined
}

/** No proof, no call: it is an argument. */
const send = (_: ConsentProof, client: BedrockRuntimeClient, input: ConverseCommandInput) =>
  awsAttempt(
    "analysis",
    operation,
    (options) => client.send(new ConverseCommand(input), options),
    tell,
    limits.attemptTimeout
  )

/**
 * One answer of the model; the permit is asked for before every attempt. A retired, unknown or denied model is
 * unavailable for good, until an operator acts.
 */
export const converse = <A>(
  client: BedrockRuntimeClient,
  permit: Permit,
  tool: Tool<A>,
  input: ConverseCommandInput
): Effect.Effect<Answer<A>, Effect.Error<Permit> | Unavailable> =>
  Effect.flatMap(permit, (proof) => send(proof, client, { ...input, toolConfig: tool.configuration })).pipe(
    retried("analysis", limits.retries),
    Effect.tap(({ stopReason, usage }) =>
      Effect.annotateCurrentSpan({ stopReason, inputTokens: usage?.inputTokens, outputTokens: usage?.outputTokens })
    ),
    Effect.flatMap((output) => Effect.try({ try: () => readAnswer(output, tool), catch: () => new GarbledAnswer() })),
    Effect.catchTag("GarbledAnswer", () => Effect.succeed(noToolCall(tool)))
  )
