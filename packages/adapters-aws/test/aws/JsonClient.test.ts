import { createHash, createHmac } from "node:crypto"
import type { ServerResponse } from "node:http"
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  type GetItemCommandOutput
} from "@aws-sdk/client-dynamodb"
import { KMSClient } from "@aws-sdk/client-kms"
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager"
import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { type Duration, Effect, Fiber, Layer, Predicate } from "effect"
import { awsAttempt, awsCall } from "../../src/aws/AwsCall.ts"
import { endpointOf } from "../../src/aws/JsonEndpoint.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { GetItem } from "../../src/dynamo/DynamoCommands.ts"
import * as Emulator from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

const input = { TableName: "tåble", Key: { PK: { S: "key" }, at: { N: "1" } }, ConsistentRead: true }

/** Our client and the SDK's, of a server that answers as `answers` says, its last answer for ever. */
const clientsOn = Effect.fnUntraced(function* (...answers: ReadonlyArray<ScriptedServer.Answer>) {
  const { url, received } = yield* ScriptedServer.start((_, nth) => answers[nth - 1] ?? answers.at(-1) ?? "lost")
  const layer = Dynamo.layer.pipe(Layer.provide(Emulator.config(url)))
  const client = yield* Effect.provide(Dynamo, layer)
  const sdk = new DynamoDBClient({
    endpoint: url,
    region: "eu-west-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "test", secretAccessKey: "test" }
  })
  yield* Effect.addFinalizer(() => Effect.sync(() => sdk.destroy()))
  const get = (options?: { readonly abortSignal: AbortSignal }) => client.send(GetItem(input), options)
  return { get, getBySdk: () => sdk.send(new GetItemCommand(input)), received }
})

const attempt = (
  get: (options: { readonly abortSignal: AbortSignal }) => Promise<GetItemCommandOutput>,
  timeout: Duration.Input
) => awsAttempt<GetItemCommandOutput, never>("storage", "get", get, () => undefined, timeout)

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")

/** A request's signature, worked out from what arrived (AWS Signature Version 4). */
const signatureOf = ({ body, headers, method, path }: ScriptedServer.Received): string => {
  const authorization = String(headers["authorization"])
  const [, scope = "", signed = ""] = /Credential=test\/([^,]+), SignedHeaders=([^,]+)/.exec(authorization) ?? []
  const canonical = signed.split(";").map((name) => `${name}:${String(headers[name])}\n`)
  const request = [method, path, "", canonical.join(""), signed, sha256(body)].join("\n")
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(request)].join("\n")
  const key = scope
    .split("/")
    .reduce<string | Buffer>((secret, part) => createHmac("sha256", secret).update(part).digest(), "AWS4test")
  return createHmac("sha256", key).update(text).digest("hex")
}

describe("jsonClient", () => {
  it.live("asks as the SDK's client does, and signs what it sends", () =>
    Effect.gen(function* () {
      const { get, getBySdk, received } = yield* clientsOn({ status: 200, body: "{}" })
      yield* Effect.promise(() => Promise.all([get(), getBySdk()]))
      const [ours, theirs] = received.toSorted((one) => ("user-agent" in one.headers ? 1 : -1))
      assertEquals(
        Object.keys(ours?.headers ?? {})
          .toSorted()
          .join(" "),
        "authorization connection content-length content-type host x-amz-content-sha256 x-amz-date x-amz-target"
      )
      for (const name of ["content-length", "content-type", "host", "x-amz-content-sha256", "x-amz-target"]) {
        assertEquals([name, ours?.headers[name]], [name, theirs?.headers[name]])
      }
      assertEquals([ours?.method, ours?.path, ours?.body], [theirs?.method, theirs?.path, theirs?.body])
      for (const request of received) {
        assertTrue(String(request.headers["authorization"]).endsWith(`, Signature=${signatureOf(request)}`))
      }
      const [credential, signed] = String(ours?.headers["authorization"]).split(", ")
      assertTrue(String(theirs?.headers["authorization"]).startsWith(`${credential}, `))
      assertEquals(signed, "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target")
    })
  )

  it.live("reads a row as the SDK's client does", () =>
    Effect.gen(function* () {
      const Item = {
        text: { S: "ü" },
        number: { N: "1.5" },
        truth: { BOOL: false },
        nothing: { NULL: true },
        map: { M: { list: { L: [{ S: "" }, { M: {} }, { L: [] }] } } }
      }
      const { get, getBySdk } = yield* clientsOn({ status: 200, body: JSON.stringify({ Item }) })
      const [ours, theirs] = yield* Effect.promise(() => Promise.all([get(), getBySdk()]))
      assertEquals(ours.Item, Item)
      assertEquals(ours.Item, theirs.Item)
    })
  )

  it.live("rejects with the service's exception and all that it tells", () =>
    Effect.gen(function* () {
      const Item = { PK: { S: "key" } }
      const __type = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"
      const { get } = yield* clientsOn({ status: 400, body: JSON.stringify({ __type, message: "No", Item }) })
      const failed = yield* Effect.flip(
        awsCall(
          "storage",
          "get",
          (options) => get(options),
          (cause) => ({ cause })
        )
      )
      assertTrue("cause" in failed && failed.cause instanceof ConditionalCheckFailedException)
      assertEquals(failed.cause.Item, Item)
    })
  )

  it.live("asks once, whatever the answer; `awsCall` asks again after a fault that passes", () =>
    Effect.gen(function* () {
      const page = { status: 502, headers: { "content-type": "text/html" }, body: "<html>Bad gateway</html>" }
      const fault = { status: 500, body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}' }
      const { get, received } = yield* clientsOn(page, fault, "lost", { status: 200, body: "{}" })
      yield* Effect.flip(Effect.tryPromise(() => get()))
      assertEquals(received.length, 1)
      yield* awsCall("storage", "get", (options) => get(options))
      assertEquals(received.length, 4)
    })
  )

  it.live.each([
    { what: "a proxy's page", status: 503, body: "<html>Busy</html>", retryable: true },
    { what: "an answer that breaks off", status: 200, body: '{"Item":', retryable: false },
    { what: "a fault without a name", status: 400, body: "", retryable: false }
  ])("calls $what unavailable, retryable: $retryable", ({ body, retryable, status }) =>
    Effect.gen(function* () {
      const { get } = yield* clientsOn({ status, body })
      const failed = yield* Effect.flip(attempt(get, "30 seconds"))
      assertTrue(failed instanceof Unavailable)
      assertEquals(failed.retryable, retryable)
    })
  )

  it.live("asks again where the connection broke within an answer", () =>
    Effect.gen(function* () {
      const half = (response: ServerResponse) =>
        void response.writeHead(200, { "content-length": 100 }).write('{"Item":', () => response.destroy())
      const { get } = yield* clientsOn(half)
      const { cause, retryable } = yield* Effect.flip(attempt(get, "30 seconds"))
      assertTrue(retryable && Predicate.hasProperty(cause, "code") && cause.code === "ECONNRESET")
    })
  )

  it.live("hangs up when nobody waits any more", () =>
    Effect.gen(function* () {
      const arrived = Promise.withResolvers<void>()
      const hungUp = Promise.withResolvers<void>()
      const { get } = yield* clientsOn((response: ServerResponse) => {
        response.on("close", () => hungUp.resolve())
        arrived.resolve()
      })
      const asking = yield* Effect.forkChild(attempt(get, "30 seconds"), { startImmediately: true })
      yield* Effect.promise(() => arrived.promise)
      yield* Fiber.interrupt(asking)
      yield* Effect.promise(() => hungUp.promise)
    })
  )
})

describe("endpointOf", () => {
  const clients = { dynamodb: DynamoDBClient, kms: KMSClient, secretsmanager: SecretsManagerClient }

  for (const [service, Client] of Object.entries(clients)) {
    it.each(["eu-west-1", "eu-central-1", "us-east-1", "us-gov-west-1", "cn-north-1"])(
      `finds ${service} where the SDK does, in %s`,
      (Region) => {
        const { config } = new Client({ region: Region })
        const { url } = config.endpointProvider({ Region }, {})
        const { hostname, path, protocol } = endpointOf(service, Region)
        assertEquals([protocol, hostname, path], [url.protocol, url.hostname, url.pathname])
      }
    )
  }

  it("goes to an emulator where there is one", () => {
    assertEquals(endpointOf("kms", "eu-west-1", "http://localhost:4566"), {
      protocol: "http:",
      hostname: "localhost",
      port: 4566,
      path: "/",
      headers: { host: "localhost:4566" }
    })
  })
})
