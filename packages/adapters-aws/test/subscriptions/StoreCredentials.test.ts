import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Cause, ConfigProvider, Effect, Exit, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { SecretsManager } from "../../src/keys/SecretsManager.ts"
import * as SecretsManagerStoreCredentials from "../../src/subscriptions/SecretsManagerStoreCredentials.ts"
import { StoreCredentials } from "../../src/subscriptions/StoreCredentials.ts"
import { withRealWaits } from "../identity/RealWaits.ts"
import * as ScriptedStore from "./ScriptedStore.ts"
import { json, type Reply } from "./ScriptedStore.ts"

const pem = "-----BEGIN PRIVATE KEY-----\nMIG\n-----END PRIVATE KEY-----\n"
const apple = { issuer_id: "issuer", key_id: "KEY1", private_key: pem }
const google = {
  type: "service_account",
  project_id: "serenya",
  private_key_id: "key-1",
  private_key: pem,
  client_email: "server@serenya.iam.gserviceaccount.com",
  token_uri: "https://example.test/token"
}

/** Secrets Manager, as far as it is asked: by the secret's id. */
const holding =
  (secrets: Readonly<Record<string, unknown>>): Reply =>
  (request, response, body) => {
    const { SecretId } = JSON.parse(body)
    json({ SecretString: JSON.stringify(secrets[SecretId]) })(request, response, body)
  }

const scene = Effect.gen(function* () {
  const server = yield* ScriptedStore.start
  server.script("/", holding({ "arn:apple": apple, "arn:google": google }))
  const settings = ConfigProvider.layer(
    ConfigProvider.fromEnvRecord({
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_ENDPOINT_URL: server.url,
      APP_STORE_KEY_SECRET: "arn:apple",
      PLAY_KEY_SECRET: "arn:google"
    })
  )
  const credentials = yield* Effect.provide(
    StoreCredentials,
    SecretsManagerStoreCredentials.layer.pipe(Layer.provide(SecretsManager.layer), Layer.provide(settings))
  )
  return { server, credentials }
})

describe("SecretsManagerStoreCredentials", () => {
  it.effect("reads each store's key, and leaves the rest of Google's file alone", () =>
    Effect.gen(function* () {
      const { credentials } = yield* scene
      const own = yield* credentials.apple
      assertEquals([own.issuerId, own.keyId, Redacted.value(own.privateKey)], ["issuer", "KEY1", pem])
      const { clientEmail, privateKey, privateKeyId, ...rest } = yield* credentials.google
      assertEquals([clientEmail, privateKeyId, Redacted.value(privateKey)], [google.client_email, "key-1", pem])
      assertEquals(rest, {})
    })
  )

  it.effect("asks once in five minutes, and then finds the key that operators put in its place", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* scene
      yield* Effect.all([credentials.apple, credentials.apple], { concurrency: "unbounded" })
      server.script("/", holding({ "arn:apple": { ...apple, key_id: "KEY2" } }))
      yield* TestClock.adjust("299 seconds")
      assertEquals([(yield* credentials.apple).keyId, server.asked.length], ["KEY1", 1])
      yield* TestClock.adjust("1 second")
      assertEquals([(yield* credentials.apple).keyId, server.asked.length], ["KEY2", 2])
    })
  )

  it.effect("an outage is one of keys, and is forgotten as soon as it ends", () =>
    Effect.gen(function* () {
      const { credentials, server } = yield* scene
      server.script("/", json({ __type: "InternalServiceError" }, 500))
      const failure = yield* Effect.flip(withRealWaits(credentials.google))
      assertEquals([failure.resource, failure.retryable], ["keys", true])
      server.script("/", holding({ "arn:google": google }))
      assertEquals((yield* credentials.google).privateKeyId, "key-1")
    })
  )

  for (const [name, secret] of [
    ["nothing", {}],
    ["a key of no kind that we use", { ...apple, private_key: "-----BEGIN EC PRIVATE KEY-----\nSECRET" }],
    ["a user's credentials", { ...google, type: "authorized_user" }]
  ] as const) {
    it.effect(`a secret with ${name} in it is a defect that tells nothing of it`, () =>
      Effect.gen(function* () {
        const { credentials, server } = yield* scene
        server.script("/", holding({ "arn:apple": secret, "arn:google": secret }))
        const reads = [Effect.asVoid(credentials.google), Effect.asVoid(credentials.apple)]
        for (const read of reads) {
          const exit = yield* Effect.exit(read)
          assertTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
          assertTrue(!(Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "").includes("SECRET"))
        }
      })
    )
  }
})
