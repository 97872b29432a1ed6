import { assert, layer as withLayer } from "@effect/vitest"
import { report } from "@serenya/domain/testing/synthetic/Report"
import { score } from "@serenya/domain/testing/synthetic/Scores"
import type { Written } from "@serenya/domain/testing/synthetic/Sheet"
import { Effect } from "effect"
import { drawn } from "../../src/evaluation/DrawnPdf.ts"
import { layer, resultOf } from "../../src/evaluation/Evaluation.ts"

const plain = report(7, "fiveColumns", "en")
const hidden = report(7, "fiveColumns", "en", { hidden: true })
const added = hidden.written.filter((run) => run.hidden !== undefined)

const analysed = (written: ReadonlyArray<Written>) => Effect.flatMap(drawn(written), resultOf)
const hiddenText = { code: "hidden_text", message: "This file contains text you cannot see. That text was left out." }

withLayer(layer, { excludeTestServices: true, timeout: "90 seconds" })(
  "a drawn PDF with text that nobody sees",
  (it) => {
    for (const lie of added) {
      it.effect(
        `gives the result of the same report without it, and says so: ${lie.hidden}`,
        () =>
          Effect.gen(function* () {
            const honest = yield* analysed(plain.written)
            const result = yield* analysed([...plain.written, lie])
            assert.deepStrictEqual(result, { ...honest, warnings: [hiddenText, ...honest.warnings] })
            assert.strictEqual(score(result, hidden.truth).right, hidden.truth.length)
          }),
        90_000
      )
    }

    it.effect(
      "shows the same line as a result where it can be seen",
      () =>
        Effect.gen(function* () {
          const { hidden: _, ...seen } = added.at(-1) ?? assert.fail("nothing is hidden")
          const result = yield* analysed([...plain.written, seen])
          assert.notInclude(
            result.warnings.map(({ code }) => code),
            "hidden_text"
          )
          assert.isTrue(result.labResults.some(({ quote }) => quote.includes(seen.text)))
        }),
      90_000
    )
  }
)
