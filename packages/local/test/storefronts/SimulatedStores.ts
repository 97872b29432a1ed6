import { Layer } from "effect"
import * as PlayedStores from "../../src/storefronts/PlayedStores.ts"
import * as Scratch from "../support/Scratch.ts"

const webhook = "https://api.serenya.test/api/v1/subscriptions/webhook"

/** Both stores over a state folder of their own. */
export const layer = PlayedStores.layer(webhook).pipe(Layer.provide(Scratch.state))
