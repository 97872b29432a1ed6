import { NodeHttpHandler } from "@smithy/node-http-handler"
import { Config, Effect, Option } from "effect"
import { NodeSha256 } from "./NodeSha256.ts"

/** One attempt per call, since `awsCall` retries. The SDK's own strategies keep accounts of a single attempt too. */
const once = { retry: <A, B>(next: (args: A) => B, args: A): B => next(args) }

/**
 * What every SDK client is built with: the region, an endpoint where one is set (an emulator), and credentials from the
 * environment alone (Lambda's own way; reading `~/.aws` costs a cold start).
 */
export const awsSettings = Effect.gen(function* () {
  const region = yield* Config.NonEmptyString("AWS_REGION")
  const endpoint = yield* Config.option(Config.NonEmptyString("AWS_ENDPOINT_URL"))
  const accessKeyId = yield* Config.NonEmptyString("AWS_ACCESS_KEY_ID")
  const secretAccessKey = yield* Config.NonEmptyString("AWS_SECRET_ACCESS_KEY")
  const sessionToken = yield* Config.option(Config.NonEmptyString("AWS_SESSION_TOKEN"))
  return {
    region,
    maxAttempts: 1,
    retryStrategy: once,
    ignoreConfiguredEndpointUrls: true,
    sha256: NodeSha256,
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...Option.match(sessionToken, { onNone: () => ({}), onSome: (token) => ({ sessionToken: token }) })
    },
    requestHandler: new NodeHttpHandler({ connectionTimeout: 1000 }),
    ...Option.match(endpoint, { onNone: () => ({}), onSome: (url) => ({ endpoint: url }) })
  }
})
