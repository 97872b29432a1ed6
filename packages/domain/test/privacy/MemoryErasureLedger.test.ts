import * as MemoryErasureLedger from "../../src/privacy/MemoryErasureLedger.ts"
import * as ErasureLedgerLaws from "../../testing/ErasureLedgerLaws.ts"

ErasureLedgerLaws.suite("memory", MemoryErasureLedger.layer)
