import * as BedrockReportAnalyst from "@serenya/adapters-aws/analysis/BedrockReportAnalyst"
import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import { Layer } from "effect"
import * as Settings from "./Settings.ts"

/** Bedrock where `BEDROCK_MODEL_ID` names a model (a call costs money, and documents leave this machine); rules otherwise. */
export const choose = (settings: Settings.Settings) => {
  const model = settings["BEDROCK_MODEL_ID"]
  return model === undefined || model === ""
    ? { name: "offline rules (set BEDROCK_MODEL_ID for a model on Bedrock)", layer: OfflineReportAnalyst.layer }
    : { name: `Bedrock, ${model}`, layer: Layer.provide(BedrockReportAnalyst.layer, Settings.provider(settings)) }
}
