import type { ScanCommandOutput } from "@aws-sdk/client-dynamodb"
import { layer as withLayer } from "@effect/vitest"
import { assertTrue } from "@effect/vitest/utils"
import * as ErasureStory from "@serenya/domain/testing/ErasureStory"
import { describe as told, type FaultPlan } from "@serenya/domain/testing/FaultPlan"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import { Cause, Effect, Layer, Predicate } from "effect"
import type { Item } from "../../src/dynamo/AttributeValue.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { Scan } from "../../src/dynamo/DynamoCommands.ts"
import * as DynamoSubscriptionLedger from "../../src/subscriptions/DynamoSubscriptionLedger.ts"
import * as DynamoUserDirectory from "../../src/users/DynamoUserDirectory.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"

const TableName = "serenya-test"

/** The same text for the same item: DynamoDB gives attributes in any order. */
const text = (item: Item) =>
  JSON.stringify(item, (_, value: unknown) =>
    Predicate.isObject(value) && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => left.localeCompare(right)))
      : value
  )

/** Every item of the table, whole: what an erasure must not leave is not known beforehand. */
const rows = Layer.effect(
  ErasureStory.Rows,
  Effect.map(Dynamo, (client) =>
    ErasureStory.Rows.of({
      all: Effect.promise(async () => {
        const items: Array<string> = []
        let after: ScanCommandOutput["LastEvaluatedKey"]
        do {
          const page: ScanCommandOutput = await client.send(
            Scan({ TableName, ConsistentRead: true, ExclusiveStartKey: after })
          )
          items.push(...(page.Items ?? []).map(text))
          after = page.LastEvaluatedKey
        } while (after !== undefined)
        return items
      })
    })
  )
)

/** A crash after the first call, after the second, and so on; every other fault at every call is told in memory. */
const crashes = Effect.fnUntraced(function* <E, R>(
  calls: number,
  story: (plan: FaultPlan) => Effect.Effect<void, E, R>
) {
  assertTrue(calls > 3)
  for (let call = 1; call <= calls; call++) {
    const plan: FaultPlan = { call, fault: "crash_after" }
    yield* story(plan).pipe(
      Effect.catchCause((cause) => Effect.die(new Error(`${told(plan)}: ${Cause.pretty(cause)}`)))
    )
  }
})

LocalDynamo.suites(() => {
  const world = Layer.mergeAll(
    DynamoUserStore.layer,
    DynamoUserDirectory.layer,
    DynamoSubscriptionLedger.layer,
    rows
  ).pipe(Layer.provide(LocalDynamo.layer), Layer.provideMerge(MemoryPorts.layer))

  withLayer(world, { timeout: "60 seconds", excludeTestServices: true })("crashes on DynamoDB", (it) => {
    it.effect(
      "of an erasure, after any step: resumed, nothing is left, nothing half made, and everybody else as they were",
      () =>
        Effect.gen(function* () {
          const calls = yield* ErasureStory.callsOfErasure
          yield* crashes(calls, (plan) => ErasureStory.erasureStory(plan, plan.call % 2 === 0))
        }),
      120_000
    )

    it.effect(
      "of an onboarding, after any step: a whole person or nobody, and one person once the app asks again",
      () =>
        Effect.gen(function* () {
          const calls = yield* ErasureStory.callsOfOnboarding
          yield* crashes(calls, ErasureStory.onboardingStory)
        }),
      120_000
    )
  })
})
