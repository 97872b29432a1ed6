import { Effect, Layer } from "effect"
import { OperatorName } from "./Operator.ts"
import { OperatorIdentity } from "./OperatorIdentity.ts"

/** One operator, always. */
export const layer = Layer.succeed(
  OperatorIdentity,
  OperatorIdentity.of({ current: Effect.succeed(OperatorName.make("memory/operator")) })
)
