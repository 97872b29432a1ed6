import * as IdempotencyScopesLaws from "../../testing/IdempotencyScopesLaws.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"

IdempotencyScopesLaws.suite("memory", MemoryPorts.layer)
