import { Effect, Option } from "effect"
import type { Incoming } from "../gateway/Http.ts"
import * as AppleSite from "./AppleSite.ts"
import * as CounterSite from "./CounterSite.ts"
import * as GoogleSite from "./GoogleSite.ts"

/** Everything under which the simulated stores answer: as Apple, as Google, and to a developer. */
export const make = Effect.fnUntraced(function* (base: string, webhook: string) {
  const apple = yield* AppleSite.make
  const google = yield* GoogleSite.make(base)
  const counter = yield* CounterSite.make(base, webhook)
  return (request: Incoming) => Option.firstSomeOf([apple(request), google(request), counter(request)])
})
