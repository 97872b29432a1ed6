import type { Answer } from "../gateway/Http.ts"
import { Happening } from "./Sale.ts"
import { storesPath } from "./StorePaths.ts"
import { stories } from "./Stories.ts"

/** How a developer buys something without a phone, ready to be pasted. */
export const page = (base: string): Answer => ({
  status: 200,
  headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  body: `A little App Store and a little Google Play. What they sign goes through the deployed verifiers.

Buy something for a person (user_id stands in GET ${base}/api/v1/user/profile). The answer holds the proof to send to
POST ${base}/api/v1/subscriptions/purchase; the store's own notification has reached the webhook by then.

  curl -d '{"store":"apple","tier":"premium","billing_period":"monthly","user_id":"..."}' ${base}${storesPath}/purchases

Let something become of it (${Happening.literals.join(", ")}):

  curl -X POST ${base}${storesPath}/purchases/PURCHASE_ID/renewed

Or let the last 90 days have been (${Object.keys(stories).join(", ")}):

  curl -d '{"store":"google","user_id":"...","story":"eventful"}' ${base}${storesPath}/purchases

Everything that was sold: ${base}${storesPath}/purchases
`
})
