import { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { Effect } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { exchange, jsonOf, unexpected, type VendorRequest } from "../shared/VendorHttp.ts"

/** What a store said, also where it said no: the status and its JSON, `undefined` where a refusal brought none. */
export interface StoreAnswer {
  readonly status: number
  readonly body: unknown
}

/** Google answers a year of orders in about 200 KB. */
const maxBytes = 1024 * 1024
const limits = { attemptTimeout: "3 seconds", retries: 2 } as const

const ask = async (request: VendorRequest, signal: AbortSignal): Promise<StoreAnswer> => {
  const answer = await exchange(request, signal, maxBytes)
  const { status } = answer
  if (status === 429 || status >= 500) throw unexpected(status)
  if (status >= 200 && status < 300) return { status, body: answer.text === "" ? undefined : jsonOf(answer) }
  try {
    return { status, body: jsonOf(answer) }
  } catch {
    return { status, body: undefined }
  }
}

/** One call of a store's API: throttles, faults, silence and broken answers are repeated, every other answer is the caller's to read. */
export const storeCall = (operation: string, request: VendorRequest): Effect.Effect<StoreAnswer, Unavailable> =>
  awsCall("store", operation, ({ abortSignal }) => ask(request, abortSignal), undefined, limits)

/** An answer that only an operator can change: our key is refused, or the API is no longer what it was. */
export const unanswerable = (operation: string, { status }: StoreAnswer): Unavailable =>
  new Unavailable({ resource: "store", operation, retryable: false, cause: new Error(`The store answered ${status}`) })
