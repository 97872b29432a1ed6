import { Context, type Effect } from "effect"
import type { AnalysisRejected } from "../analysis/AnalysisErrors.ts"
import type { Permit } from "../analysis/Permit.ts"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { ChatRequest } from "./ChatRequest.ts"
import type { Reply } from "./Reply.ts"

/** Port: answers questions about results. `model` and `promptVersion` go into every answer's provenance. */
export class ChatCompanion extends Context.Service<
  ChatCompanion,
  {
    readonly model: string
    readonly promptVersion: string
    /**
     * `invented` are numbers of the reply before this one that no fact has. Message and context are data, never
     * instruction. Asks for the permit right before each call of a model, and ends with its refusal.
     */
    reply(
      request: ChatRequest,
      invented: ReadonlyArray<string>,
      permit: Permit
    ): Effect.Effect<Reply, AnalysisRejected | ConsentRequired | AccountNotActive | Unavailable>
  }
>()("@serenya/domain/chat/ChatCompanion") {}
