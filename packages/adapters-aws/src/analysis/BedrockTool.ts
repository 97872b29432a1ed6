import type { ToolConfiguration } from "@aws-sdk/client-bedrock-runtime"
import { Findings } from "@serenya/domain/analysis/Findings"
import { Schema } from "effect"
import { toolDescription, toolName } from "./ReportPrompt.ts"

/** Bedrock follows no `$ref`: every definition stands where it is used. */
const findingsSchema = () =>
  Schema.toJsonSchemaDocument(Findings, { referencePolicy: () => undefined, onExcessProperty: "error" }).schema

/** The only tool, and it must be called: an answer is findings or nothing. */
export const findingsTool = (): ToolConfiguration => ({
  tools: [
    {
      toolSpec: {
        name: toolName,
        description: toolDescription,
        inputSchema: { json: JSON.parse(JSON.stringify(findingsSchema())) }
      }
    }
  ],
  toolChoice: { tool: { name: toolName } }
})
