import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import * as BiometricStories from "../../testing/BiometricStories.ts"

BiometricStories.suite("users in memory", MemoryUserStore.layer)
