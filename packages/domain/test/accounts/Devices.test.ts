import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import * as DeviceStories from "../../testing/DeviceStories.ts"

DeviceStories.suite("users in memory", MemoryUserStore.layer)
