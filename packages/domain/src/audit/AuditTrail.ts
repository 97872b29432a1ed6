import { Context, type Effect, type Option, type Stream } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { AuditEvent } from "./AuditEvent.ts"
import type { AuditDay, AuditKey } from "./AuditKey.ts"

/** Port: what happened, kept once and never changed. Its laws are `testing/AuditTrailLaws.ts`. */
export class AuditTrail extends Context.Service<
  AuditTrail,
  {
    /**
     * Keeps an event once, however often it comes; what stands is never replaced. Whether it did not stand there before: a
     * repeated call whose first answer was lost says no.
     */
    append(event: AuditEvent): Effect.Effect<boolean, Unavailable>
    /** The keys of a day in their order; sees every event whose `append` returned. */
    list(day: AuditDay): Effect.Effect<ReadonlyArray<AuditKey>, Unavailable>
    /** Everything that stands in the trail, in order; also what has no key of ours, and should not stand there. */
    readonly names: Stream.Stream<string, Unavailable>
    /** The text that stands there, whoever wrote it. */
    read(name: string): Effect.Effect<Option.Option<string>, Unavailable>
  }
>()("@serenya/domain/audit/AuditTrail") {}
