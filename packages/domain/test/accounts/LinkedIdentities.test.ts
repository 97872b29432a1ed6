import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import * as LinkStories from "../../testing/LinkStories.ts"

LinkStories.suite("users in memory", MemoryUserStore.layer)
