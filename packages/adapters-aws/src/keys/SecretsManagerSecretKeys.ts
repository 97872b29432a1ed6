import { ResourceNotFoundException } from "@aws-sdk/client-secrets-manager"
import { type KeyRing, rotates, SecretKeys, type SecretName } from "@serenya/domain/keys/SecretKeys"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Config, Data, DateTime, Effect, Layer, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { AuditCheckpointSecret } from "../resources/AuditCheckpointSecret.ts"
import { EmailIndexSecret } from "../resources/EmailIndexSecret.ts"
import { ErasureLedgerSecret } from "../resources/ErasureLedgerSecret.ts"
import { PageCursorSecret } from "../resources/PageCursorSecret.ts"
import { TokenSecret } from "../resources/TokenSecret.ts"
import * as HeldRing from "./HeldRing.ts"
import * as KeySecret from "./KeySecret.ts"
import { GetSecretValue, PutSecretValue } from "./SecretsCommands.ts"
import { SecretsManager } from "./SecretsManager.ts"

class NoSuchVersion extends Data.TaggedError("NoSuchVersion") {}

const noSuchVersion = (cause: unknown) => (cause instanceof ResourceNotFoundException ? new NoSuchVersion() : undefined)

/** A secret's versions as a ring: the stages AWSCURRENT and AWSPREVIOUS, each key named by its version's id. */
export const layer = Layer.effect(
  SecretKeys,
  Effect.gen(function* () {
    const client = yield* SecretsManager
    // A function is given only the secrets it needs; asking for another is a defect.
    const secretIds = yield* Config.all({
      "access-token": Config.option(Config.NonEmptyString(TokenSecret.env)),
      "page-cursor": Config.option(Config.NonEmptyString(PageCursorSecret.env)),
      "email-index": Config.option(Config.NonEmptyString(EmailIndexSecret.env)),
      "erasure-ledger": Config.option(Config.NonEmptyString(ErasureLedgerSecret.env)),
      "audit-checkpoint": Config.option(Config.NonEmptyString(AuditCheckpointSecret.env))
    })

    const secretId = (name: SecretName) =>
      Option.match(secretIds[name], {
        onNone: () => Effect.die(new Error(`The secret of ${name} is not configured`)),
        onSome: Effect.succeed
      })

    const stage = Effect.fnUntraced(function* (SecretId: string, VersionStage: "AWSCURRENT" | "AWSPREVIOUS") {
      const version = yield* awsCall(
        "keys",
        "SecretsManagerSecretKeys.ring",
        (options) => client.send(GetSecretValue({ SecretId, VersionStage }), options),
        noSuchVersion
      )
      return { key: yield* KeySecret.keyOf(version), since: version.CreatedDate ?? new Date(0) }
    })

    const current = Effect.fnUntraced(
      function* (name: SecretName) {
        return yield* stage(yield* secretId(name), "AWSCURRENT")
      },
      Effect.catchTag("NoSuchVersion", () =>
        Effect.die(new Error("A configured secret does not exist or has no value"))
      )
    )

    const previous = Effect.fnUntraced(
      function* (name: SecretName) {
        return Option.some((yield* stage(yield* secretId(name), "AWSPREVIOUS")).key)
      },
      Effect.catchTag("NoSuchVersion", () => Effect.succeed(Option.none()))
    )

    const fetch = (name: SecretName): Effect.Effect<KeyRing, Unavailable> =>
      Effect.map(
        Effect.all([current(name), previous(name)], { concurrency: "unbounded" }),
        ([{ key, since }, previous]) => ({ current: key, previous, rotatedAt: DateTime.fromDateUnsafe(since) })
      )

    const rings = {
      "access-token": yield* HeldRing.make(fetch("access-token")),
      "page-cursor": yield* HeldRing.make(fetch("page-cursor")),
      "email-index": yield* HeldRing.make(fetch("email-index")),
      "erasure-ledger": yield* HeldRing.make(fetch("erasure-ledger")),
      "audit-checkpoint": yield* HeldRing.make(fetch("audit-checkpoint"))
    }

    /**
     * The token, which becomes the version's id, makes a retry harmless. Nothing can fail once the secret is put: a
     * rotation that took effect and was reported as failed would be done again, and cost the key before it.
     */
    const rotate = Effect.fnUntraced(function* (name: SecretName) {
      if (!rotates(name)) {
        return yield* Effect.die(new Error(`The key of ${name} never rotates: what is stored was made with it`))
      }
      const SecretId = yield* secretId(name)
      const { key: before } = yield* current(name)
      const version = { VersionId: crypto.randomUUID(), SecretString: yield* KeySecret.generate }
      const rotatedAt = yield* DateTime.now
      const ring = { current: yield* KeySecret.keyOf(version), previous: Option.some(before), rotatedAt }
      const { VersionId: ClientRequestToken, SecretString } = version
      const command = PutSecretValue({ SecretId, SecretString, ClientRequestToken })
      yield* awsCall("keys", "SecretsManagerSecretKeys.rotate", (options) => client.send(command, options))
      return yield* rings[name].hold(ring)
    })

    return SecretKeys.of({
      ring: (name, options) => rings[name].get(options?.fresh ?? false),
      rotate
    })
  })
)
