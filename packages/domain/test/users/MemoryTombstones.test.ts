import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import * as TombstonesLaws from "../../testing/TombstonesLaws.ts"

TombstonesLaws.suite("memory", MemoryUserStore.layer)
