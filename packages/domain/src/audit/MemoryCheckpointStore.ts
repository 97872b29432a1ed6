import { Context, Effect, Layer, Option } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import { CheckpointStore } from "./CheckpointStore.ts"

/** The checkpoints behind the memory store: what somebody with access to the store could lay hands on. */
export class MemoryCheckpoints extends Context.Service<MemoryCheckpoints, Map<number, string>>()(
  "@serenya/domain/audit/MemoryCheckpointStore/MemoryCheckpoints"
) {}

/** Checkpoints in this process. */
export const layer = Layer.effectContext(
  Effect.sync(() => {
    const texts = new Map<number, string>()
    const store = CheckpointStore.of({
      write: (number, text) =>
        interleaved(() =>
          Effect.sync(() => {
            if (!texts.has(number)) texts.set(number, text)
            return texts.get(number) === text
          })
        ),
      numbers: interleaved(() => Effect.sync(() => [...texts.keys()].toSorted((a, b) => a - b))),
      read: (number) => interleaved(() => Effect.sync(() => Option.fromUndefinedOr(texts.get(number))))
    })
    return Context.make(CheckpointStore, store).pipe(Context.add(MemoryCheckpoints, texts))
  })
)
