import * as JoseAccessTokens from "@serenya/adapters-aws/sessions/JoseAccessTokens"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as DataKeyItem from "@serenya/adapters-aws/users/DataKeyItem"
import * as ProfileItem from "@serenya/adapters-aws/users/ProfileItem"
import { DataKeys, WrappedKey } from "@serenya/domain/keys/DataKeys"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { AccessTokens } from "@serenya/domain/sessions/AccessTokens"
import * as SessionRules from "@serenya/domain/sessions/SessionRules"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import type { Pair } from "./Variants.ts"

/** Everything that a variant finds around itself; the same for all. */
export interface World {
  /** What AWS answers, by the request's `x-amz-target` and, for secrets, the version's stage. */
  readonly answers: Readonly<Record<string, unknown>>
  readonly events: Readonly<Record<Pair, unknown>>
}

const dataKey = Redacted.make(new Uint8Array(32).fill(7))
const wrapped = WrappedKey.make(Buffer.alloc(184, 5).toString("base64"))
const secretKey = (id: string, byte: number) => ({ id, bytes: Redacted.make(new Uint8Array(32).fill(byte)) })
const ring = {
  current: secretKey("11111111-0000-4000-8000-000000000001", 1),
  previous: secretKey("11111111-0000-4000-8000-000000000002", 2)
}

const outOfUse = () => Effect.die(new Error("Fixtures need no more than the keys they are made with"))

const Keys = Layer.mergeAll(
  Layer.succeed(DataKeys, {
    generate: () => Effect.succeed({ plaintext: dataKey, wrapped }),
    unwrap: outOfUse
  }),
  Layer.succeed(SecretKeys, {
    ring: () =>
      Effect.succeed({
        current: ring.current,
        previous: Option.some(ring.previous),
        rotatedAt: DateTime.makeUnsafe(0)
      }),
    rotate: outOfUse
  }),
  WebCryptoRandomIds.layer
)
const Adapters = Layer.mergeAll(AesGcmPersonalDataCipher.layer, JoseAccessTokens.layer).pipe(Layer.provide(Keys))

const secret = ({ id, bytes }: typeof ring.current) => ({
  ARN: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:bench",
  Name: "bench",
  VersionId: id,
  SecretString: JSON.stringify({ key: Buffer.from(Redacted.value(bytes)).toString("base64") })
})

const base64 = (bytes: Redacted.Redacted<Uint8Array>) => Buffer.from(Redacted.value(bytes)).toString("base64")

const headers = {
  Accept: "application/json",
  "Accept-Encoding": "gzip, deflate, br",
  Host: "api.serenya.example",
  "User-Agent": "Serenya/1.2.3 (iPhone; iOS 17.1)",
  "X-Correlation-ID": "bench-0001",
  "X-Forwarded-For": "203.0.113.7",
  "X-Forwarded-Port": "443",
  "X-Forwarded-Proto": "https"
}

const gatewayEvent = (token: string, authorizer: Readonly<Record<string, string>>) => {
  const all = { ...headers, Authorization: `Bearer ${token}` }
  return {
    resource: "/{proxy+}",
    path: "/api/v1/user/profile",
    httpMethod: "GET",
    headers: all,
    multiValueHeaders: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { proxy: "api/v1/user/profile" },
    stageVariables: null,
    requestContext: {
      accountId: "123456789012",
      apiId: "bench",
      authorizer,
      httpMethod: "GET",
      identity: { sourceIp: "203.0.113.7", userAgent: headers["User-Agent"] },
      path: "/bench/api/v1/user/profile",
      protocol: "HTTP/1.1",
      requestId: "deef4878-7910-11e6-8f14-25afc3e9ae33",
      requestTimeEpoch: 1_800_000_000_000,
      resourceId: "r",
      resourcePath: "/{proxy+}",
      stage: "bench"
    },
    body: null,
    isBase64Encoded: false
  }
}

const make = Effect.gen(function* () {
  const cipher = yield* PersonalDataCipher
  const tokens = yield* AccessTokens

  const userId = yield* Fixtures.userId
  const now = yield* DateTime.now
  const { id, refreshTokenHash } = yield* Fixtures.session
  const user = yield* Fixtures.userWith({
    id: userId,
    person: yield* cipher.seal(userId, yield* Fixtures.person),
    session: Option.some(SessionRules.begin(id, refreshTokenHash, Fixtures.origin, now))
  })
  const { dataKey: keyItem, profile } = DataKeyItem.apart(yield* ProfileItem.encode(user))
  const { token } = yield* tokens.issue({ userId, sessionId: id })
  const bearer = Redacted.value(token)
  const { body: _body, isBase64Encoded: _encoded, ...request } = gatewayEvent(bearer, {})

  return {
    answers: {
      "DynamoDB_20120810.Query": { Items: [profile, keyItem], Count: 2, ScannedCount: 2 },
      "TrentService.Decrypt": {
        KeyId: "arn:aws:kms:eu-west-1:123456789012:key/bench",
        EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
        Plaintext: base64(dataKey)
      },
      "secretsmanager.GetSecretValue AWSCURRENT": secret(ring.current),
      "secretsmanager.GetSecretValue AWSPREVIOUS": secret(ring.previous)
    },
    events: {
      "user-profile": gatewayEvent(bearer, { userId, sessionId: id }),
      authorizer: {
        ...request,
        type: "REQUEST",
        methodArn: "arn:aws:execute-api:eu-west-1:123456789012:bench/bench/GET/api/v1/user/profile"
      }
    }
  }
})

/** A person, sealed, stored and signed in by the adapters' own code. Their session and token begin now. */
export const world: Effect.Effect<World> = Effect.orDie(Effect.provide(make, Adapters))
