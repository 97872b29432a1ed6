import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Option, Schema } from "effect"
import { type StoreAnswer, storeCall, unanswerable } from "../StoreCall.ts"
import type { StoreCredentials } from "../StoreCredentials.ts"
import type { AppleSettings } from "./AppleSettings.ts"
import * as AppStoreToken from "./AppStoreToken.ts"

const Refusal = Schema.Struct({ errorCode: Schema.Int })
const decodeRefusal = Schema.decodeUnknownOption(Refusal)

/** Apple's own codes: no such account or transaction here, and those that mean "not now". */
const unknownLine = new Set([4040001, 4040005, 4040010, 4000006])
const notNow = new Set([4040002, 4040004, 4040006])

const codeOf = ({ body }: StoreAnswer): number =>
  Option.match(decodeRefusal(body), { onNone: () => 0, onSome: ({ errorCode }) => errorCode })

const later = (operation: string, code: number) =>
  new Unavailable({ resource: "store", operation, retryable: true, cause: new Error(`The App Store answered ${code}`) })

/** One question to the App Store Server API; none where it knows no such line. */
export const make = ({ apiUrl, bundleId }: AppleSettings, credentials: StoreCredentials["Service"]) => {
  const token = AppStoreToken.make(bundleId)

  return Effect.fnUntraced(function* (operation: string, path: string) {
    const authorization = `Bearer ${yield* token(yield* credentials.apple)}`
    const answer = yield* storeCall(operation, { url: new URL(path, apiUrl), headers: { authorization } })
    if (answer.status === 200) return Option.some(answer)
    const code = codeOf(answer)
    if (unknownLine.has(code)) return Option.none<StoreAnswer>()
    return yield* notNow.has(code) ? later(operation, code) : unanswerable(operation, answer)
  })
}
