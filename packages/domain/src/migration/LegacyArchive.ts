import { Context, type Effect } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { ArchivedRow } from "./Move.ts"

/** Port: where rows lie that nothing in the new system reads, but that are kept for as long as events are. */
export class LegacyArchive extends Context.Service<
  LegacyArchive,
  {
    /** Writes each row once, whatever it is called how often. */
    put(rows: ReadonlyArray<ArchivedRow>): Effect.Effect<void, Unavailable>
    /** Which of the rows do not lie there as they are. */
    missing(rows: ReadonlyArray<ArchivedRow>): Effect.Effect<ReadonlyArray<ArchivedRow>, Unavailable>
  }
>()("@serenya/domain/migration/LegacyArchive") {}
