import { existsSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { assert, describe, it, layer as withLayer } from "@effect/vitest"
import { narrativeOf, summaryOf } from "@serenya/domain/analysis/NarrativeRules"
import { faultsOf } from "@serenya/domain/prose/ProseRules"
import { factsOf } from "@serenya/domain/prose/ResultFactRules"
import { precision, recall, type Score, score, total } from "@serenya/domain/testing/synthetic/Scores"
import { wrongDigitsIn } from "@serenya/domain/testing/WrongDigits"
import { Effect } from "effect"
import * as Cases from "../../src/evaluation/Cases.ts"
import { layer, resultOf } from "../../src/evaluation/Evaluation.ts"

/** `../shared/data` of the project's root, from a checkout or a worktree of it. */
const folderAbove = (from: string): string | undefined => {
  const folder = join(from, "shared/data/reports-pdf")
  return existsSync(folder) ? folder : dirname(from) === from ? undefined : folderAbove(dirname(from))
}

const folder = folderAbove(import.meta.dirname)
const names = folder === undefined ? [] : readdirSync(folder).filter((name) => !name.startsWith("scan-"))

describe.skipIf(folder === undefined)("sample reports written by others", () => {
  withLayer(layer, { excludeTestServices: true, timeout: "90 seconds" })((it) => {
    const scores: Array<Score> = []
    const hiding = new Set<string>()

    for (const name of names) {
      it.effect(
        `reads ${name} without a wrong value shown as verified, a wrong flag or an invented figure, and notices any wrong digit`,
        () =>
          Effect.gen(function* () {
            const sample = (yield* Cases.ofFolder(folder ?? "")).find((one) => one.name === name)
            assert.isDefined(sample)
            const result = yield* resultOf(yield* sample.bytes)
            const facts = factsOf(result)
            const lines = narrativeOf(result).split("\n")
            assert.deepStrictEqual(faultsOf(`${summaryOf(result)}\n\n${lines.join("\n")}`, facts), [])
            const unnoticed = lines
              .flatMap(wrongDigitsIn)
              .filter((line) => !lines.includes(line) && faultsOf(line, facts).length === 0)
            assert.deepStrictEqual(unnoticed, [])
            if (result.warnings.some(({ code }) => code === "hidden_text")) hiding.add(name)
            const truth = sample.truth ?? (name.startsWith("neg-") ? [] : undefined)
            if (truth === undefined) return
            const own = score(result, truth)
            scores.push(own)
            console.log(`${name}: ${own.right} right of ${own.found} found and ${own.printed} printed`)
            assert.deepStrictEqual([own.wrong, own.misflagged], [[], []])
          }),
        90_000
      )
    }

    it("warns of text that nobody sees in one of them: a line that runs off its page", () => {
      assert.deepStrictEqual([...hiding], ["es-ccss-hba1c-seguimiento.pdf"])
    })

    it("is right and complete over all of them", () => {
      const all = total(scores)
      console.log(
        `precision ${precision(all).toFixed(3)}, recall ${recall(all).toFixed(3)} over ${scores.length} files`
      )
      assert.isAtLeast(precision(all), 0.97)
      assert.isAtLeast(recall(all), 0.9)
    })
  })
})

it.skipIf(folder !== undefined)("has no sample reports at ../shared/data: nothing was compared", (context) => {
  console.log("skipped: no sample reports at ../shared/data")
  context.skip()
})
