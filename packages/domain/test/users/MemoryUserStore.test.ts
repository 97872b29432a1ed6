import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import * as UserStoreLaws from "../../testing/UserStoreLaws.ts"

UserStoreLaws.suite("memory", MemoryUserStore.layer)
