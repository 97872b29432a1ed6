import { Context, type Effect, type Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"

/** Port: checkpoints by their number, each written once. Its laws are `testing/CheckpointStoreLaws.ts`. */
export class CheckpointStore extends Context.Service<
  CheckpointStore,
  {
    /** False: another stands there. Again with the same text is fine. */
    write(number: number, text: string): Effect.Effect<boolean, Unavailable>
    /** Of all that stand, in order; sees every one whose `write` returned. */
    readonly numbers: Effect.Effect<ReadonlyArray<number>, Unavailable>
    /** The text that stands there, whoever wrote it. */
    read(number: number): Effect.Effect<Option.Option<string>, Unavailable>
  }
>()("@serenya/domain/audit/CheckpointStore") {}
