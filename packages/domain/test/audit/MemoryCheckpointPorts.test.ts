import * as MemoryCheckpointSigner from "../../src/audit/MemoryCheckpointSigner.ts"
import * as MemoryCheckpointStore from "../../src/audit/MemoryCheckpointStore.ts"
import * as MemoryDigests from "../../src/audit/MemoryDigests.ts"
import * as CheckpointSignerLaws from "../../testing/CheckpointSignerLaws.ts"
import * as CheckpointStoreLaws from "../../testing/CheckpointStoreLaws.ts"
import * as DigestsLaws from "../../testing/DigestsLaws.ts"

CheckpointSignerLaws.suite("memory", MemoryCheckpointSigner.layer)
CheckpointStoreLaws.suite("memory", MemoryCheckpointStore.layer)
DigestsLaws.suite("memory", MemoryDigests.layer)
