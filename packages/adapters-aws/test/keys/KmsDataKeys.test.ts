import { KMSServiceException } from "@aws-sdk/client-kms"
import { it } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import { DataKeys, WrappedKey } from "@serenya/domain/keys/DataKeys"
import { assertDies } from "@serenya/domain/testing/Defects"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { ConfigProvider, Effect, Layer } from "effect"
import { Kms } from "../../src/keys/Kms.ts"
import * as KmsDataKeys from "../../src/keys/KmsDataKeys.ts"
import { MasterKey } from "../../src/resources/MasterKey.ts"

/** A KMS that answers every call with this exception, and counts the calls. */
const refusing = (name: string, httpStatusCode: number) => {
  const calls: Array<string> = []
  const client = Kms.of({
    send: ({ operation: [, , called] }) => {
      calls.push(called)
      return Promise.reject(new KMSServiceException({ name, $fault: "client", $metadata: { httpStatusCode } }))
    }
  })
  const layer = KmsDataKeys.layer.pipe(
    Layer.provide(Layer.succeed(Kms, client)),
    Layer.provide(
      ConfigProvider.layer(ConfigProvider.fromEnvRecord({ [MasterKey.env]: "arn:aws:kms:eu-west-1:1:key/a" }))
    )
  )
  return { calls, layer }
}

it.live.each([
  { name: "AccessDeniedException", status: 400, retryable: false, calls: 1 },
  { name: "DisabledException", status: 400, retryable: false, calls: 1 },
  { name: "KMSInvalidStateException", status: 400, retryable: false, calls: 1 },
  { name: "NotFoundException", status: 400, retryable: false, calls: 1 },
  { name: "ThrottlingException", status: 400, retryable: true, calls: 4 },
  { name: "KMSInternalException", status: 500, retryable: true, calls: 4 },
  { name: "KeyUnavailableException", status: 500, retryable: true, calls: 4 }
])("is unavailable on $name", ({ name, status, retryable, calls }) => {
  const kms = refusing(name, status)
  return Effect.gen(function* () {
    const keys = yield* DataKeys
    const userId = yield* Fixtures.userId
    const generating = yield* Effect.flip(keys.generate(userId))
    assertEquals([generating.resource, generating.retryable], ["keys", retryable])
    assertEquals(
      kms.calls,
      Array.from({ length: calls }, () => "GenerateDataKey")
    )
    const unwrapping = yield* Effect.flip(keys.unwrap(userId, WrappedKey.make("a2V5")))
    assertEquals(unwrapping.retryable, retryable)
    assertTrue(kms.calls.includes("Decrypt"))
    assertFalse(unwrapping.message.includes("a2V5"))
  }).pipe(Effect.provide(kms.layer))
})

it.live.each(["InvalidCiphertextException", "IncorrectKeyException"])("is a defect on %s, asked once", (name) => {
  const kms = refusing(name, 400)
  return Effect.gen(function* () {
    const keys = yield* DataKeys
    yield* assertDies(keys.unwrap(yield* Fixtures.userId, WrappedKey.make("a2V5")))
    assertEquals(kms.calls, ["Decrypt"])
  }).pipe(Effect.provide(kms.layer))
})
