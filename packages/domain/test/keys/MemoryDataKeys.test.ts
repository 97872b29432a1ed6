import * as MemoryDataKeys from "../../src/keys/MemoryDataKeys.ts"
import * as DataKeysLaws from "../../testing/DataKeysLaws.ts"
import * as KeyRewrapperLaws from "../../testing/KeyRewrapperLaws.ts"

DataKeysLaws.suite("memory", MemoryDataKeys.layer)
KeyRewrapperLaws.suite("memory", MemoryDataKeys.layer)
