import { Layer } from "effect"
import * as MemorySecretKeys from "../../src/keys/MemorySecretKeys.ts"
import * as MemoryAccessTokens from "../../src/sessions/MemoryAccessTokens.ts"
import * as MemoryRandomIds from "../../src/shared/MemoryRandomIds.ts"
import * as AccessTokensLaws from "../../testing/AccessTokensLaws.ts"

AccessTokensLaws.suite(
  "memory",
  MemoryAccessTokens.layer.pipe(Layer.provideMerge(MemorySecretKeys.layer), Layer.provide(MemoryRandomIds.layer))
)
