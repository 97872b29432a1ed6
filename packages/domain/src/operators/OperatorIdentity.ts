import { Context, type Effect } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { OperatorName } from "./Operator.ts"

/** Port: who operates, by somebody else's word than their own. Its laws are `testing/OperatorIdentityLaws.ts`. */
export class OperatorIdentity extends Context.Service<
  OperatorIdentity,
  {
    readonly current: Effect.Effect<OperatorName, Unavailable>
  }
>()("@serenya/domain/operators/OperatorIdentity") {}
