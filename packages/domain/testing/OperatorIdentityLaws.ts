import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer, Schema } from "effect"
import { OperatorName } from "../src/operators/Operator.ts"
import { OperatorIdentity } from "../src/operators/OperatorIdentity.ts"

/** Every `OperatorIdentity` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<OperatorIdentity, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`OperatorIdentity laws: ${name}`, (it) => {
    it.effect("names one operator, the same whenever it is asked, and fit for the audit trail", () =>
      Effect.gen(function* () {
        const identity = yield* OperatorIdentity
        const names = yield* Effect.replicateEffect(identity.current, 3)
        assertTrue(Schema.is(OperatorName)(names[0]))
        assertEquals(new Set(names).size, 1)
      })
    )
  })
