import { Provenance } from "@serenya/domain/analysis/AnalysisResult"
import { ChatAnswer } from "@serenya/domain/chat/ChatAnswer"
import { Schema } from "effect"
import { snakeCase } from "./SnakeCase.ts"

/** The answer to a question as the device receives it. Show `emergency` first, where it is there. */
export const ChatAnswerDto = snakeCase(
  Schema.Struct({ ...ChatAnswer.fields, provenance: snakeCase(Provenance, "Provenance") }),
  "ChatAnswer"
)
