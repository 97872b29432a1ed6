import { Context, DateTime, Effect, Layer, Redacted, Schema } from "effect"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import { ConsentProof } from "../consents/ConsentProof.ts"
import { DocumentVault } from "../jobs/DocumentVault.ts"
import { type JobId, makeJobId } from "../jobs/JobId.ts"
import type { Caller } from "../sessions/Caller.ts"
import { SessionRevoked } from "../sessions/SessionErrors.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import { utf8Length } from "../shared/Text.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { count } from "../telemetry/Meter.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import type { Emergency } from "./ChatAnswer.ts"
import { isEmpty } from "./ChatContext.ts"
import { HealthDataMissing, QuestionTooLarge } from "./ChatErrors.ts"
import { type ChatRequest, ChatRequestText, maxRequestBytes } from "./ChatRequest.ts"
import { statedIn } from "./EmergencyRules.ts"
import { promptOf } from "./Prompts.ts"

/** A question on its way. An emergency that it states is told at once: nobody waits for an answer to be told. */
export interface AskedQuestion {
  readonly jobId: JobId
  readonly emergency: Emergency | undefined
}

const encodeRequest = Schema.encodeEffect(ChatRequestText)

/** Takes questions, each as the beginning of a job. Nothing of a question is kept beyond its job. */
export class Chats extends Context.Service<
  Chats,
  {
    ask(
      caller: Caller,
      request: ChatRequest
    ): Effect.Effect<
      AskedQuestion,
      HealthDataMissing | QuestionTooLarge | ConsentRequired | UserRules.NotAdmitted | Unavailable
    >
  }
>()("@serenya/domain/chat/Chats") {
  static readonly layer = Layer.effect(
    Chats,
    Effect.gen(function* () {
      const users = yield* UserStore
      const vault = yield* DocumentVault
      const ids = yield* RandomIds

      const admitted = Effect.fnUntraced(function* (caller: Caller, now: DateTime.Utc) {
        const found = yield* users.find(caller.userId)
        if (found._tag === "None") return yield* new SessionRevoked()
        const user = yield* Effect.fromResult(UserRules.admit(found.value, caller, now))
        return yield* Effect.fromResult(ConsentProof.prove(user))
      })

      const ask = Effect.fn("Chats.ask")(
        function* (caller: Caller, request: ChatRequest) {
          const prompt = promptOf(request.suggestedPromptId ?? "")
          if (prompt?.requiresHealthData === true && isEmpty(request.context))
            return yield* new HealthDataMissing({ promptId: prompt.id })
          const text = yield* encodeRequest(request)
          if (utf8Length(text) > maxRequestBytes) return yield* new QuestionTooLarge({ limit: maxRequestBytes })
          const now = yield* DateTime.now
          const { userId } = yield* admitted(caller, now)
          const jobId = makeJobId("chat", userId, now, yield* ids.token(16))
          yield* vault.submit(jobId, Redacted.make(text, { label: "request" }))
          const emergency = statedIn(Redacted.value(request.message))
          yield* count("ChatQuestions")
          if (emergency !== undefined) yield* count("EmergenciesHeard")
          return { jobId, emergency }
        },
        Effect.catchTag("SchemaError", Effect.die)
      )

      return Chats.of({ ask })
    })
  )
}
