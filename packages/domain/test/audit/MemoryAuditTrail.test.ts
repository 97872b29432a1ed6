import * as MemoryAuditTrail from "../../src/audit/MemoryAuditTrail.ts"
import * as AuditTrailLaws from "../../testing/AuditTrailLaws.ts"

AuditTrailLaws.suite("memory", MemoryAuditTrail.layer)
