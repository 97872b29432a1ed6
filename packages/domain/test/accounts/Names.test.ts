import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import * as NameStories from "../../testing/NameStories.ts"

NameStories.suite("users in memory", MemoryUserStore.layer)
