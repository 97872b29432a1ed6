import * as MemoryLegacyArchive from "../../src/migration/MemoryLegacyArchive.ts"
import * as LegacyArchiveLaws from "../../testing/LegacyArchiveLaws.ts"

LegacyArchiveLaws.suite("memory", MemoryLegacyArchive.layer)
