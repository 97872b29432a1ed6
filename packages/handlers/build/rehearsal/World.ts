import type { Item } from "@serenya/adapters-aws/dynamo/AttributeValue"
import * as JoseAccessTokens from "@serenya/adapters-aws/sessions/JoseAccessTokens"
import * as WebCryptoRefreshTokens from "@serenya/adapters-aws/sessions/WebCryptoRefreshTokens"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import { paymentPrefix, purchasePrefix } from "@serenya/adapters-aws/subscriptions/LedgerKeys"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as DataKeyItem from "@serenya/adapters-aws/users/DataKeyItem"
import * as ProfileItem from "@serenya/adapters-aws/users/ProfileItem"
import { DataKeys, WrappedKey } from "@serenya/domain/keys/DataKeys"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { AccessTokens } from "@serenya/domain/sessions/AccessTokens"
import type { Caller } from "@serenya/domain/sessions/Caller"
import { RefreshTokens } from "@serenya/domain/sessions/RefreshTokens"
import { SessionId } from "@serenya/domain/sessions/SessionId"
import * as SessionRules from "@serenya/domain/sessions/SessionRules"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"

/** What AWS answers, as JSON, by the name that `requestName.mjs` gives the request. A name that is not here is a 404. */
export type Answers = Readonly<Record<string, unknown>>

/** One signed-in person, and everything that a function finds around itself when it serves them. */
export interface World {
  readonly environment: Readonly<Record<string, string>>
  readonly answers: Answers
  readonly caller: Caller
  readonly accessToken: string
  readonly refreshToken: string
  /** The person's row, as DynamoDB has it. */
  readonly profile: Item
}

const masterKey = "arn:aws:kms:eu-west-1:123456789012:key/rehearsal"
const secretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rehearsal"

/** Lambda's own settings and ours. `AWS_ENDPOINT_URL` is added by whoever answers there. */
const environment = {
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "rehearsal",
  AWS_SECRET_ACCESS_KEY: "rehearsal",
  AWS_SESSION_TOKEN: "rehearsal",
  AWS_LAMBDA_FUNCTION_NAME: "rehearsal",
  USER_TABLE: "serenya",
  TEMP_BUCKET: "serenya-temp",
  MASTER_KEY: masterKey,
  TOKEN_SECRET: secretArn,
  EMAIL_INDEX_SECRET: secretArn,
  ERASURE_LEDGER_SECRET: secretArn,
  AUDIT_CHECKPOINT_SECRET: secretArn,
  EVENTS_BUCKET: "serenya-events",
  STRANDED_CHANGES_QUEUE: "https://sqs.eu-west-1.amazonaws.com/123456789012/rehearsal",
  BEDROCK_MODEL_ID: "rehearsal",
  GOOGLE_AUDIENCES: "rehearsal",
  APPLE_AUDIENCES: "rehearsal",
  PAGE_CURSOR_SECRET: secretArn,
  APP_STORE_KEY_SECRET: secretArn,
  PLAY_KEY_SECRET: secretArn,
  APPLE_BUNDLE_ID: "rehearsal",
  APPLE_APP_ID: "1",
  GOOGLE_PACKAGE_NAME: "rehearsal",
  GOOGLE_PUSH_AUDIENCE: "rehearsal",
  GOOGLE_PUSH_SERVICE_ACCOUNT: "rehearsal"
}

const dataKey = Redacted.make(new Uint8Array(32).fill(7))
const wrapped = WrappedKey.make(Buffer.alloc(184, 5).toString("base64"))
const secretKey = (id: string, byte: number) => ({ id, bytes: Redacted.make(new Uint8Array(32).fill(byte)) })
const ring = {
  current: secretKey("11111111-0000-4000-8000-000000000001", 1),
  previous: secretKey("11111111-0000-4000-8000-000000000002", 2)
}

const outOfUse = () => Effect.die(new Error("The world needs no more than the keys it is made with"))

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
const Adapters = Layer.mergeAll(
  AesGcmPersonalDataCipher.layer,
  JoseAccessTokens.layer,
  WebCryptoRefreshTokens.layer
).pipe(Layer.provide(Keys))

const base64 = (bytes: Redacted.Redacted<Uint8Array>) => Buffer.from(Redacted.value(bytes)).toString("base64")

const secret = ({ id, bytes }: typeof ring.current) => ({
  ARN: secretArn,
  Name: "rehearsal",
  VersionId: id,
  SecretString: JSON.stringify({ key: base64(bytes) })
})

const nothing = { Items: [], Count: 0, ScannedCount: 0 }

const make = Effect.gen(function* () {
  const cipher = yield* PersonalDataCipher
  const refreshTokens = yield* RefreshTokens

  const userId = yield* Fixtures.userId
  const caller = { userId, sessionId: SessionId.make(yield* Fixtures.uuid) }
  const refreshToken = yield* refreshTokens.issue(caller)
  const hash = yield* refreshTokens.hash(refreshToken)
  const now = yield* DateTime.now
  const newcomer = yield* Fixtures.userWith({
    id: userId,
    person: yield* cipher.seal(userId, yield* Fixtures.person),
    session: Option.some(SessionRules.begin(caller.sessionId, hash, Fixtures.origin, now))
  })
  const endDate = DateTime.add(now, { days: 365 })
  const paid = { tier: "premium", status: "active", provider: "apple", endDate } as const
  const user = Fixtures.changed(newcomer, { subscription: { ...newcomer.subscription, ...paid } })
  const { dataKey: keyItem, profile } = DataKeyItem.apart(yield* ProfileItem.encode(user))
  const { token } = yield* (yield* AccessTokens).issue(caller)

  return {
    environment,
    answers: {
      "DynamoDB_20120810.Query": { Items: [profile, keyItem], Count: 2, ScannedCount: 2 },
      [`DynamoDB_20120810.Query ${purchasePrefix}`]: nothing,
      [`DynamoDB_20120810.Query ${paymentPrefix}`]: nothing,
      "DynamoDB_20120810.PutItem": {},
      "TrentService.Decrypt": {
        KeyId: masterKey,
        EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
        Plaintext: base64(dataKey)
      },
      "secretsmanager.GetSecretValue AWSCURRENT": secret(ring.current),
      "secretsmanager.GetSecretValue AWSPREVIOUS": secret(ring.previous)
    },
    caller,
    accessToken: Redacted.value(token),
    refreshToken: Redacted.value(refreshToken),
    profile
  }
})

/** A person, sealed, stored and signed in by the adapters' own code. Their session and token begin now. */
export const world: Effect.Effect<World> = Effect.orDie(Effect.provide(make, Adapters))
