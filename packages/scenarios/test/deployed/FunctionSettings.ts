import * as Settings from "@serenya/local/stack/Settings"
import { webhookOf } from "@serenya/local/storefronts/StorePaths"
import * as StoreSettings from "@serenya/local/storefronts/StoreSettings"
import { StoreSimulator } from "@serenya/local/storefronts/StoreSimulator"
import { Effect } from "effect"
import { type Clients, region } from "./Clients.ts"
import * as Deployment from "./Deployment.ts"

/** What Lambda adds to the variables of a function; the access key is the function's name, so that a call says whose it is. */
const runtime = (endpoint: string, name: string) => ({
  AWS_REGION: region,
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: name,
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_LAMBDA_FUNCTION_NAME: `serenya-dev-${name}`
})

const defined = (settings: Settings.Settings): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined))

/**
 * The variables with which a function is deployed. Which identity provider and which stores it believes is the test's;
 * everything else, names of resources above all, stays as CloudFormation set it.
 */
export const of = Effect.fnUntraced(function* (clients: Clients, endpoint: string, base: string, name: string) {
  const { certificates } = yield* StoreSimulator
  const { environment } = yield* Deployment.configurationOf(clients, name)
  return defined({
    ...environment,
    ...("GOOGLE_AUDIENCES" in environment ? Settings.identity(base) : {}),
    ...("GOOGLE_PACKAGE_NAME" in environment ? StoreSettings.make(base, webhookOf(base), certificates) : {}),
    ...runtime(endpoint, name)
  })
})
