import * as UserStoreLaws from "../../testing/UserStoreLaws.ts"
import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"

UserStoreLaws.suite("memory", MemoryUserStore.layer)
