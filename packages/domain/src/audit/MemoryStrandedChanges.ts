import { Context, Effect, Layer } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import { type StrandedChange, StrandedChanges } from "./StrandedChanges.ts"

/** What waits in the memory queue, oldest first. */
export class MemoryStranded extends Context.Service<MemoryStranded, Array<StrandedChange>>()(
  "@serenya/domain/audit/MemoryStrandedChanges/MemoryStranded"
) {}

/** The queue in this process, and what waits in it. */
export const layer = Layer.effectContext(
  Effect.sync(() => {
    const waiting: Array<StrandedChange> = []
    const stranded = StrandedChanges.of({
      put: (change) => interleaved(() => Effect.sync(() => void waiting.push(change)))
    })
    return Context.make(StrandedChanges, stranded).pipe(Context.add(MemoryStranded, waiting))
  })
)
