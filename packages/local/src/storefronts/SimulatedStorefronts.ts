import * as NodeJwksSource from "@serenya/adapters-aws/identity/NodeJwksSource"
import * as VerifiedAppleData from "@serenya/adapters-aws/subscriptions/apple/VerifiedAppleData"
import * as VendorStorefronts from "@serenya/adapters-aws/subscriptions/VendorStorefronts"
import { Effect, Layer } from "effect"
import * as Settings from "../stack/Settings.ts"
import { SaleBook } from "./SaleBook.ts"
import * as StoreKeys from "./StoreKeys.ts"
import * as StoreSettings from "./StoreSettings.ts"
import * as StoreSimulator from "./StoreSimulator.ts"

/** The deployed adapters over stores that are played at `base`. Only whom they believe differs, and where they ask. */
export const layer = (base: string, webhook: string) =>
  Layer.unwrap(
    Effect.map(StoreSimulator.StoreSimulator, ({ certificates }) =>
      VendorStorefronts.layer.pipe(
        Layer.provide([VerifiedAppleData.layer, NodeJwksSource.layer]),
        Layer.provide(Settings.provider(StoreSettings.make(base, webhook, certificates)))
      )
    )
  ).pipe(Layer.provideMerge(StoreSimulator.layer(base, webhook)), Layer.provideMerge([SaleBook.layer, StoreKeys.layer]))
