import type { Model, Needs } from "./Resource.ts"

/** The model that reads documents: an inference profile's id, such as `eu.anthropic.claude-haiku-4-5-20251001-v1:0`. */
export const AnalysisModel = { env: "BEDROCK_MODEL_ID" } as const satisfies Model

export const analysisNeeds = { resource: AnalysisModel, actions: ["bedrock:InvokeModel"] } as const satisfies Needs
