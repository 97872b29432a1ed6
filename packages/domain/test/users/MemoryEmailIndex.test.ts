import * as MemoryEmailIndex from "../../src/users/MemoryEmailIndex.ts"
import * as EmailIndexLaws from "../../testing/EmailIndexLaws.ts"

EmailIndexLaws.suite("memory", MemoryEmailIndex.layer)
