import * as MemoryDataKeys from "../../src/keys/MemoryDataKeys.ts"
import * as DataKeysLaws from "../../testing/DataKeysLaws.ts"

DataKeysLaws.suite("memory", MemoryDataKeys.layer)
