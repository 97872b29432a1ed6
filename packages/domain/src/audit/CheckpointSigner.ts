import { Context, type Effect, Schema } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"

export const CheckpointSignature = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)).pipe(
  Schema.brand("CheckpointSignature")
)
export type CheckpointSignature = typeof CheckpointSignature.Type

/** Port: a signature that nobody makes who only writes to the trail. Its laws are `testing/CheckpointSignerLaws.ts`. */
export class CheckpointSigner extends Context.Service<
  CheckpointSigner,
  {
    sign(text: string): Effect.Effect<CheckpointSignature, Unavailable>
    isSigned(text: string, signature: CheckpointSignature): Effect.Effect<boolean, Unavailable>
  }
>()("@serenya/domain/audit/CheckpointSigner") {}
