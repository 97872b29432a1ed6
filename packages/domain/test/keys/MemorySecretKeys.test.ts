import * as MemorySecretKeys from "../../src/keys/MemorySecretKeys.ts"
import * as SecretKeysLaws from "../../testing/SecretKeysLaws.ts"

SecretKeysLaws.suite("memory", MemorySecretKeys.layer)
