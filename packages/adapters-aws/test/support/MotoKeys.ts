import { Effect, Layer } from "effect"
import { Kms } from "../../src/keys/Kms.ts"
import { CreateKey } from "../../src/keys/KmsCommands.ts"
import { CreateSecret } from "../../src/keys/SecretsCommands.ts"
import { SecretsManager } from "../../src/keys/SecretsManager.ts"
import { AuditCheckpointSecret } from "../../src/resources/AuditCheckpointSecret.ts"
import { EmailIndexSecret } from "../../src/resources/EmailIndexSecret.ts"
import { ErasureLedgerSecret } from "../../src/resources/ErasureLedgerSecret.ts"
import { MasterKey } from "../../src/resources/MasterKey.ts"
import { PageCursorSecret } from "../../src/resources/PageCursorSecret.ts"
import { TokenSecret } from "../../src/resources/TokenSecret.ts"
import * as Moto from "../../testing/Moto.ts"
import * as Emulator from "./Emulator.ts"

const clients = Layer.mergeAll(Kms.layer, SecretsManager.layer)

const createKey = Effect.gen(function* () {
  const kms = yield* Kms
  const { KeyMetadata } = yield* Effect.promise(() => kms.send(CreateKey({})))
  return KeyMetadata?.Arn ?? ""
})

/** A secret as CDK would generate it: 44 letters and digits. */
const createSecret = Effect.fnUntraced(function* (Name: string, fill: string) {
  const secrets = yield* SecretsManager
  const SecretString = JSON.stringify({ key: fill.repeat(44) })
  const { ARN } = yield* Effect.promise(() => secrets.send(CreateSecret({ Name, SecretString })))
  return ARN ?? ""
})

/** A moto of one's own with a master key and every secret, its clients, and the configuration that leads there. */
export const layer = Layer.unwrap(
  Effect.gen(function* () {
    const endpoint = yield* Moto.endpoint
    const resources = Effect.all({
      [MasterKey.env]: createKey,
      [TokenSecret.env]: createSecret("token-secret", "t"),
      [PageCursorSecret.env]: createSecret("page-cursor-secret", "p"),
      [EmailIndexSecret.env]: createSecret("email-index-secret", "e"),
      [ErasureLedgerSecret.env]: createSecret("erasure-ledger-secret", "l"),
      [AuditCheckpointSecret.env]: createSecret("audit-checkpoint-secret", "c")
    })
    const names = yield* Effect.provide(resources, clients.pipe(Layer.provide(Emulator.config(endpoint))))
    return clients.pipe(Layer.provideMerge(Emulator.config(endpoint, names)))
  })
)
