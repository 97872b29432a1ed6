import { DateTime, Effect, Option, Redacted, Ref, Schema } from "effect"
import type { Permit } from "../analysis/Permit.ts"
import { assemble, tidied } from "../chat/ChatAnswerRules.ts"
import { ChatCompanion } from "../chat/ChatCompanion.ts"
import { type ChatRequest, ChatRequestText } from "../chat/ChatRequest.ts"
import { statedIn } from "../chat/EmergencyRules.ts"
import type { Reply } from "../chat/Reply.ts"
import { worded } from "../prose/Prose.ts"
import { factsOf } from "../prose/ResultFactRules.ts"
import { DocumentVault } from "./DocumentVault.ts"
import type { JobId } from "./JobId.ts"

const decodeRequest = Schema.decodeUnknownEffect(ChatRequestText)

/** A reply of which every number is one of the facts'. */
const heldReply = Effect.fnUntraced(function* (request: ChatRequest, permit: Permit) {
  const { reply } = yield* ChatCompanion
  const last = yield* Ref.make(Option.none<Reply>())
  const word = Effect.fnUntraced(function* (invented: ReadonlyArray<string>) {
    const said = tidied(yield* reply(request, invented, permit))
    yield* Ref.set(last, Option.some(said))
    return said.answer
  })
  const shown = yield* worded(word, factsOf(request.context))
  return { reply: yield* Effect.orDie(Effect.fromOption(yield* Ref.get(last))), shown }
})

/**
 * Answers the job's question. None: there is none (any more). A stated emergency is answered before any model is asked,
 * and whatever becomes of the model.
 */
export const resultOf = Effect.fn("ChatWork.resultOf")(
  function* (jobId: JobId, permit: Permit) {
    const stored = yield* (yield* DocumentVault).request(jobId)
    if (Option.isNone(stored)) return Option.none()
    const request = yield* decodeRequest(Redacted.value(stored.value))
    const emergency = statedIn(Redacted.value(request.message))
    const held = yield* heldReply(request, permit).pipe(
      Effect.catchIf(
        (error) => emergency !== undefined && isOfModel(error),
        () => Effect.succeed(undefined)
      )
    )
    const { model, promptVersion } = yield* ChatCompanion
    const at = yield* DateTime.now
    return Option.some(assemble(jobId, request, { held, emergency }, { model, promptVersion }, at))
  },
  Effect.catchTag("SchemaError", Effect.die)
)

const isOfModel = (error: Effect.Error<ReturnType<typeof heldReply>>): boolean =>
  error._tag === "AnalysisRejected" || (error._tag === "Unavailable" && error.resource === "analysis")
