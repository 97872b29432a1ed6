import * as MemoryRandomIds from "../../src/shared/MemoryRandomIds.ts"
import * as RandomIdsLaws from "../../testing/RandomIdsLaws.ts"

RandomIdsLaws.suite("memory", MemoryRandomIds.layer)
