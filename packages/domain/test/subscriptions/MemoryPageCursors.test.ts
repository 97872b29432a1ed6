import * as MemoryPageCursors from "../../src/subscriptions/MemoryPageCursors.ts"
import * as PageCursorsLaws from "../../testing/PageCursorsLaws.ts"

PageCursorsLaws.suite("memory", MemoryPageCursors.layer)
