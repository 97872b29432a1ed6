import { generateKeyPairSync, type KeyObject } from "node:crypto"
import { StoreCredentials } from "@serenya/adapters-aws/subscriptions/StoreCredentials"
import { Context, Effect, Layer, Redacted } from "effect"

export const issuerId = "57246542-96fe-1a63-e053-0824d011072a"
export const appleKeyId = "SIMULATOR1"
export const serviceAccount = "server@serenya-local.iam.gserviceaccount.com"

/** The public halves of the keys by which our server asks the simulated stores. */
export class StoreKeys extends Context.Service<StoreKeys, { readonly apple: KeyObject; readonly google: KeyObject }>()(
  "@serenya/local/storefronts/StoreKeys"
) {}

const pem = (key: KeyObject) => Redacted.make(key.export({ type: "pkcs8", format: "pem" }).toString())

/** Both halves, new with every start: what the server holds, and what the stores check it with. */
export const layer = Layer.effectContext(
  Effect.sync(() => {
    const apple = generateKeyPairSync("ec", { namedCurve: "P-256" })
    const google = generateKeyPairSync("rsa", { modulusLength: 2048 })
    const credentials = StoreCredentials.of({
      apple: Effect.succeed({ issuerId, keyId: appleKeyId, privateKey: pem(apple.privateKey) }),
      google: Effect.succeed({
        clientEmail: serviceAccount,
        privateKeyId: "simulator",
        privateKey: pem(google.privateKey)
      })
    })
    return Context.make(StoreCredentials, credentials).pipe(
      Context.add(StoreKeys, StoreKeys.of({ apple: apple.publicKey, google: google.publicKey }))
    )
  })
)
