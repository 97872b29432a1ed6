import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import * as UserDirectoryLaws from "../../testing/UserDirectoryLaws.ts"

UserDirectoryLaws.suite("memory", MemoryUserStore.layer)
