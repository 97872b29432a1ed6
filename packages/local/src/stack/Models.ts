import * as BedrockReportAnalyst from "@serenya/adapters-aws/analysis/BedrockReportAnalyst"
import * as BedrockChatCompanion from "@serenya/adapters-aws/chat/BedrockChatCompanion"
import * as BedrockReportWriter from "@serenya/adapters-aws/report/BedrockReportWriter"
import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import * as OfflineChatCompanion from "@serenya/domain/chat/OfflineChatCompanion"
import * as OfflineReportWriter from "@serenya/domain/report/OfflineReportWriter"
import { Layer } from "effect"
import * as Settings from "./Settings.ts"

const offline = Layer.mergeAll(OfflineReportAnalyst.layer, OfflineReportWriter.layer, OfflineChatCompanion.layer)
const bedrock = Layer.mergeAll(BedrockReportAnalyst.layer, BedrockReportWriter.layer, BedrockChatCompanion.layer)

/** Bedrock where `BEDROCK_MODEL_ID` names a model (a call costs money, and documents leave this machine); rules otherwise. */
export const choose = (settings: Settings.Settings) => {
  const model = settings["BEDROCK_MODEL_ID"]
  return model === undefined || model === ""
    ? { name: "offline rules (set BEDROCK_MODEL_ID for a model on Bedrock)", layer: offline }
    : { name: `Bedrock, ${model}`, layer: Layer.provide(bedrock, Settings.provider(settings)) }
}
