import { Layer } from "effect"
import * as MemoryRefreshTokens from "../../src/sessions/MemoryRefreshTokens.ts"
import * as MemoryRandomIds from "../../src/shared/MemoryRandomIds.ts"
import * as RefreshTokensLaws from "../../testing/RefreshTokensLaws.ts"

RefreshTokensLaws.suite("memory", MemoryRefreshTokens.layer.pipe(Layer.provide(MemoryRandomIds.layer)))
