import { NodeHttpHandler } from "@smithy/node-http-handler"
import { Config, Effect, Option } from "effect"
import { NodeSha256 } from "./NodeSha256.ts"

/**
 * What every SDK client is built with: the region, an endpoint where one is set (an emulator), credentials from the
 * environment alone (Lambda's own way; reading `~/.aws` costs a cold start), and one attempt per call, since `awsCall` retries.
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
