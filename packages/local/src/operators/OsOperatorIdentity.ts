import { userInfo } from "node:os"
import { OperatorName } from "@serenya/domain/operators/Operator"
import { OperatorIdentity } from "@serenya/domain/operators/OperatorIdentity"
import { Effect, Layer } from "effect"

/** The account that runs this process on this machine: `os/grace`. */
export const layer = Layer.succeed(
  OperatorIdentity,
  OperatorIdentity.of({ current: Effect.sync(() => OperatorName.make(`os/${encodeURI(userInfo().username)}`)) })
)
