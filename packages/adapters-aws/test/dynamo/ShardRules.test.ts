import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Option } from "effect"
import { openings } from "../../src/dynamo/ShardRules.ts"

const shard = (ShardId: string, StartingSequenceNumber: string, EndingSequenceNumber?: string) => ({
  ShardId,
  SequenceNumberRange: { StartingSequenceNumber, ...(EndingSequenceNumber && { EndingSequenceNumber }) }
})

const beginning = Option.none<string>()
const after = (sequence: string) => Option.some(sequence)

describe("openings", () => {
  const shards = [shard("old", "100", "199"), shard("middle", "200", "299"), shard("open", "300")]

  for (const [what, last, expected] of [
    ["all of them from their beginning before anything was read", beginning, ["old:", "middle:", "open:"]],
    ["the one that holds the last record after it, later ones whole", after("250"), ["middle:250", "open:"]],
    ["what follows a shard whose last record is the last", after("199"), ["middle:", "open:"]],
    ["only the open one once the others are over", after("305"), ["open:305"]],
    ["numbers by their worth, not by their spelling", after("1000"), ["open:1000"]]
  ] as const) {
    it(`opens ${what}`, () =>
      assertEquals(
        openings(shards, last).map(({ after, shard }) => `${shard}:${Option.getOrElse(after, () => "")}`),
        [...expected]
      ))
  }

  it("opens the newest whatever it says of its end", () =>
    assertEquals(openings([shard("old", "1", "50"), shard("newest", "51", "99")], after("120")), [
      { shard: "newest", after: after("120") }
    ]))

  it("opens the shard of a stream that does not say where it begins", () =>
    assertEquals(openings([{ ShardId: "only" }], after("7")), [{ shard: "only", after: after("7") }]))
})
