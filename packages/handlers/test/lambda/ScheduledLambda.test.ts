import { assert, describe, it } from "@effect/vitest"
import { Context, Data, Effect, Layer } from "effect"
import * as ScheduledLambda from "../../src/lambda/ScheduledLambda.ts"
import { invocation } from "./support/Lambda.ts"
import { linesDuring } from "./support/Stdout.ts"

class Outage extends Data.TaggedError("Outage") {}

class Diary extends Context.Service<Diary, { readonly pages: Array<number> }>()(
  "@serenya/handlers/test/lambda/ScheduledLambda.test/Diary"
) {}

const event = { source: "aws.scheduler", time: "2026-03-01T09:00:00Z" }

describe("ScheduledLambda", () => {
  it("tells the work how long it may take, over layers that are built once", async () => {
    const pages: Array<number> = []
    let built = 0
    const handler = ScheduledLambda.make({
      layer: Layer.sync(Diary, () => {
        built++
        return { pages }
      }),
      run: (remaining) => Diary.use(({ pages }) => Effect.sync(() => pages.push(remaining)))
    })
    await handler(event, invocation(30_000))
    await handler({}, invocation(20_000))
    assert.deepStrictEqual([pages, built], [[30_000, 20_000], 1])
  })

  for (const [name, work] of [
    ["an outage", Effect.fail(new Outage())],
    ["a defect", Effect.die(new Error("broken"))]
  ] as const) {
    it(`rejects after ${name}, and says so once`, async () => {
      const handler = ScheduledLambda.make({ layer: Layer.empty, run: () => work })
      let rejected = false
      const lines = await linesDuring(() => handler(event, invocation()).catch(() => (rejected = true)))
      assert.isTrue(rejected)
      assert.deepStrictEqual(
        lines.map(({ message }) => message),
        ["scheduled run failed"]
      )
    })
  }

  it("stops before Lambda does", async () => {
    const handler = ScheduledLambda.make({ layer: Layer.empty, run: () => Effect.never })
    let rejected = false
    await linesDuring(() => handler(event, invocation(320)).catch(() => (rejected = true)))
    assert.isTrue(rejected)
  })
})
