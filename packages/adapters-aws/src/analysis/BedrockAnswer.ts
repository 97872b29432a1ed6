import type { ConverseCommandOutput } from "@aws-sdk/client-bedrock-runtime"
import { Option, Result, Schema, SchemaIssue } from "effect"
import type { Tool } from "./BedrockTool.ts"

/** The answer does not fit; `issues` carry paths and expectations only, `input` is what the tool was called with, if an object. */
export interface Mismatch {
  readonly _tag: "Mismatch"
  readonly issues: ReadonlyArray<string>
  readonly input?: { [name: string]: Schema.MutableJson }
}

/** What came of one call to the model. */
export type Answer<A> =
  | { readonly _tag: "Found"; readonly found: A }
  | { readonly _tag: "Refused" }
  | { readonly _tag: "Truncated" }
  | Mismatch

/** As little of a Converse answer as we rely on; the wire may hold anything. */
const Reply = Schema.Struct({
  stopReason: Schema.String,
  output: Schema.Struct({
    message: Schema.Struct({
      content: Schema.Array(
        Schema.Struct({ toolUse: Schema.optional(Schema.Struct({ name: Schema.String, input: Schema.Unknown })) })
      )
    })
  })
})

const StopReason = Schema.Struct({ stopReason: Schema.String })

const decodeReply = Schema.decodeUnknownOption(Reply)
const decodeStopReason = Schema.decodeUnknownOption(StopReason)
const decodeObject = Schema.decodeUnknownOption(Schema.Record(Schema.String, Schema.MutableJson))

const listIssues = SchemaIssue.makeFormatterStandardSchemaV1()

/** More would cost tokens and teach nothing. */
const maxIssues = 20

export const noToolCall = ({ name }: Pick<Tool<unknown>, "name">): Mismatch => ({
  _tag: "Mismatch",
  issues: [`- Nothing but a call of ${name} is an answer.`]
})

const mismatch = (issue: SchemaIssue.Issue, input: unknown): Mismatch => ({
  _tag: "Mismatch",
  issues: listIssues(issue)
    .issues.slice(0, maxIssues)
    .map(({ message, path = [] }) => `- ${path.map(String).join(".") || "(all)"}: ${message}`),
  ...Option.match(decodeObject(input), { onNone: () => ({}), onSome: (object) => ({ input: object }) })
})

const refusals = new Set(["content_filtered", "guardrail_intervened", "refusal"])
const truncations = new Set(["max_tokens", "model_context_window_exceeded"])

/** A truncated or refused answer is none, whatever it holds. */
export const readAnswer = <A>(output: ConverseCommandOutput, tool: Tool<A>): Answer<A> => {
  const stopReason = Option.getOrUndefined(decodeStopReason(output))?.stopReason ?? ""
  if (refusals.has(stopReason)) return { _tag: "Refused" }
  if (truncations.has(stopReason)) return { _tag: "Truncated" }
  const content = Option.getOrUndefined(decodeReply(output))?.output.message.content ?? []
  const call = content.find(({ toolUse }) => toolUse?.name === tool.name)?.toolUse
  if (call === undefined) return noToolCall(tool)
  return Result.match(tool.decode(call.input), {
    onFailure: ({ issue }): Answer<A> => mismatch(issue, call.input),
    onSuccess: (found): Answer<A> => ({ _tag: "Found", found })
  })
}
