import * as MemoryIdempotencyStore from "../../src/idempotency/MemoryIdempotencyStore.ts"
import * as IdempotencyStoreLaws from "../../testing/IdempotencyStoreLaws.ts"

IdempotencyStoreLaws.suite("memory", MemoryIdempotencyStore.layer)
