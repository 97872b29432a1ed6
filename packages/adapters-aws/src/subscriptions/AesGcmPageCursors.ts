import { hkdfSync } from "node:crypto"
import * as KeyRingRules from "@serenya/domain/keys/KeyRingRules"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { InvalidCursor, PageCursor, PageCursors } from "@serenya/domain/subscriptions/PageCursors"
import { PaymentPosition } from "@serenya/domain/subscriptions/Payment"
import type { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import * as AesGcm from "../users/AesGcm.ts"

const Json = Schema.fromJsonString(Schema.toCodecJson(PaymentPosition))
const encode = Schema.encodeSync(Json)
const decode = Schema.decodeOption(Json)

const boundTo = (userId: UserId): string => `payments#${userId}`

/** `{key id}.{sealed}`, both base64url: AES-256-GCM under a key of its own, bound to the person. */
const cursorOf = (keyId: string, sealed: string): PageCursor =>
  PageCursor.make(`${Buffer.from(keyId).toString("base64url")}.${Buffer.from(sealed, "base64").toString("base64url")}`)

const textAt = (cursor: PageCursor, part: 0 | 1): Buffer => Buffer.from(cursor.split(".")[part] ?? "", "base64url")

const info = "serenya/page-cursor/v1"

/** A ring's key has 256 bits or more, AES-256 takes just as many. Salt-free: the key is random (RFC 5869 3.1). */
const aesKeyOf = (bytes: Redacted.Redacted<Uint8Array>): Redacted.Redacted<Uint8Array> =>
  Redacted.make(new Uint8Array(hkdfSync("sha256", Redacted.value(bytes), new Uint8Array(), info, 32)), {
    label: "cursorKey"
  })

/** `PageCursors` under the rotating key `page-cursor`; the one before is accepted for as long as an access token's is. */
export const layer = Layer.effect(
  PageCursors,
  Effect.gen(function* () {
    const secretKeys = yield* SecretKeys

    const seal = Effect.fnUntraced(function* (userId: UserId, position: PaymentPosition) {
      const { bytes, id } = KeyRingRules.signing(yield* secretKeys.ring("page-cursor"), yield* DateTime.now)
      const key = yield* AesGcm.sealingKey(aesKeyOf(bytes))
      return cursorOf(id, yield* AesGcm.seal(key, Redacted.make(encode(position)), boundTo(userId)))
    })

    const keyNamed = Effect.fnUntraced(function* (id: string) {
      const now = yield* DateTime.now
      const held = KeyRingRules.accepting(yield* secretKeys.ring("page-cursor"), id, now)
      if (Option.isSome(held)) return held
      return KeyRingRules.accepting(yield* secretKeys.ring("page-cursor", { fresh: true }), id, now)
    })

    const open = Effect.fnUntraced(function* (userId: UserId, cursor: PageCursor) {
      const key = yield* keyNamed(textAt(cursor, 0).toString())
      const text = Option.flatMap(key, ({ bytes }) =>
        AesGcm.opened(aesKeyOf(bytes), textAt(cursor, 1).toString("base64"), boundTo(userId))
      )
      const position = Option.flatMap(text, decode)
      // One spelling only: what decodes to the same bytes is still not what was given.
      const isAsGiven = Option.exists(key, ({ id }) => cursorOf(id, textAt(cursor, 1).toString("base64")) === cursor)
      if (Option.isNone(position) || !isAsGiven) return yield* new InvalidCursor()
      return position.value
    })

    return PageCursors.of({ seal, open })
  })
)
