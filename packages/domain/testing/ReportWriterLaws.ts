import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer } from "effect"
import { outlineOf } from "../src/report/OutlineRules.ts"
import { ReportWriter } from "../src/report/ReportWriter.ts"
import { faultOf, wordable } from "../src/report/WordingRules.ts"
import { mixed } from "./Histories.ts"
import * as JobFixtures from "./JobFixtures.ts"
import * as Permits from "./Permits.ts"

/** What the laws have worded. */
export const drafts = wordable(outlineOf("full", mixed, JobFixtures.at))

/** Every `ReportWriter` obeys these, whatever writes for it. Whether its texts hold is for the rules to say. */
export const suite = <E>(name: string, layer: Layer.Layer<ReportWriter, E>) =>
  withLayer(layer, { timeout: "30 seconds" })(`ReportWriter laws: ${name}`, (it) => {
    it.effect("says who words and by which prompt, for every report's provenance", () =>
      Effect.gen(function* () {
        const { model, promptVersion } = yield* ReportWriter
        assertTrue(model.length > 0 && promptVersion.length > 0)
      })
    )

    it.effect("words drafts by their ids, and nothing besides", () =>
      Effect.gen(function* () {
        const { word } = yield* ReportWriter
        const some = drafts.slice(0, 3)
        const texts = yield* word(some, [], Permits.granted)
        assertTrue(texts.size > 0)
        const ids = new Set(some.map(({ id }) => id))
        assertEquals(
          [...texts.keys()].filter((id) => !ids.has(id)),
          []
        )
      })
    )

    it.effect("words again what it is told to", () =>
      Effect.gen(function* () {
        const { word } = yield* ReportWriter
        const [draft] = drafts
        if (draft === undefined) return yield* Effect.die("nothing is worth wording")
        const fault = { id: draft.id, invented: ["7"], tellsMore: false }
        const text = (yield* word([draft], [fault], Permits.granted)).get(draft.id) ?? ""
        assertEquals(faultOf(draft, text), undefined)
      })
    )

    it.effect("asks whether it may before it words, and ends with the refusal", () =>
      Effect.gen(function* () {
        const { word } = yield* ReportWriter
        assertEquals(yield* Effect.flip(word(drafts, [], Permits.refused)), yield* Effect.flip(Permits.refused))
      })
    )
  })
