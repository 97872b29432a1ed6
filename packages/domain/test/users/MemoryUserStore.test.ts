import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import * as DataKeyStoreLaws from "../../testing/DataKeyStoreLaws.ts"
import * as UserStoreLaws from "../../testing/UserStoreLaws.ts"

UserStoreLaws.suite("memory", MemoryUserStore.layer)
DataKeyStoreLaws.suite("memory", MemoryUserStore.layer)
