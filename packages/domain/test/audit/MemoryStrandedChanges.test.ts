import { Effect } from "effect"
import * as MemoryStrandedChanges from "../../src/audit/MemoryStrandedChanges.ts"
import * as StrandedChangesLaws from "../../testing/StrandedChangesLaws.ts"

StrandedChangesLaws.suite(
  "memory",
  MemoryStrandedChanges.layer,
  Effect.map(MemoryStrandedChanges.MemoryStranded, (waiting) => [...waiting])
)
