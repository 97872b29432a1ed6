import * as MemoryJobStore from "../../src/jobs/MemoryJobStore.ts"
import * as JobStoreLaws from "../../testing/JobStoreLaws.ts"

JobStoreLaws.suite("memory", MemoryJobStore.layer)
