import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime"
import { Config } from "effect"
import { awsClient } from "../aws/AwsClient.ts"
import { AnalysisModel } from "../resources/AnalysisModel.ts"
import { plainNumbers } from "./BedrockNumbers.ts"

/** `BEDROCK_MODEL_ID` names a model or an inference profile; `BEDROCK_MAX_TOKENS` bounds a first answer. */
export const settings = Config.all({
  modelId: Config.NonEmptyString(AnalysisModel.env),
  maxTokens: Config.Int("BEDROCK_MAX_TOKENS").pipe(Config.withDefault(8192))
})

export const client = awsClient((shared) => {
  const made = new BedrockRuntimeClient(shared)
  plainNumbers(made)
  return made
})
