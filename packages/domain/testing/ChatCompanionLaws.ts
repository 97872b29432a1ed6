import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer, Redacted, Schema } from "effect"
import { ChatCompanion } from "../src/chat/ChatCompanion.ts"
import type { ChatRequest } from "../src/chat/ChatRequest.ts"
import { ContentId } from "../src/chat/ContentId.ts"
import { Reply } from "../src/chat/Reply.ts"
import * as JobFixtures from "./JobFixtures.ts"
import * as Permits from "./Permits.ts"

/** A question about one result. */
export const request: ChatRequest = {
  contentId: ContentId.make("result-1"),
  message: Redacted.make("What does my Hämoglobin mean?", { label: "message" }),
  context: { labResults: JobFixtures.resultOf(JobFixtures.someId).labResults, vitals: [] }
}

/** Every `ChatCompanion` obeys these, whoever answers for it. */
export const suite = <E>(name: string, layer: Layer.Layer<ChatCompanion, E>) =>
  withLayer(layer, { timeout: "30 seconds" })(`ChatCompanion laws: ${name}`, (it) => {
    it.effect("says who answers and by which prompt, for every answer's provenance", () =>
      Effect.gen(function* () {
        const { model, promptVersion } = yield* ChatCompanion
        assertTrue(model.length > 0 && promptVersion.length > 0)
      })
    )

    it.effect("answers with a reply, and nothing that is none", () =>
      Effect.gen(function* () {
        const reply = yield* (yield* ChatCompanion).reply(request, [], Permits.granted)
        assertEquals(yield* Schema.decodeUnknownEffect(Reply)(reply), reply)
        assertEquals(reply.citedResultIds, ["r1"])
      })
    )

    it.effect("answers also where it is told what was wrong before", () =>
      Effect.gen(function* () {
        const reply = yield* (yield* ChatCompanion).reply(request, ["71.9"], Permits.granted)
        assertTrue(reply.answer.length > 0)
      })
    )

    it.effect("asks whether it may before it answers, and ends with the refusal", () =>
      Effect.gen(function* () {
        const { reply } = yield* ChatCompanion
        assertEquals(yield* Effect.flip(reply(request, [], Permits.refused)), yield* Effect.flip(Permits.refused))
      })
    )
  })
