import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Warrants } from "@serenya/domain/operators/Warrants"
import { Grants } from "@serenya/domain/subscriptions/Grants"
import { Subscriptions } from "@serenya/domain/subscriptions/Subscriptions"
import { Layer } from "effect"
import * as Operating from "./Operating.ts"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"

/** People and their purchases on AWS. */
export const ledger = Layer.merge(DynamoUserStore.layer, DynamoSubscriptionLedger.layer).pipe(
  Layer.provide(Dynamo.layer)
)

const stack = {
  needs: [UserTable, EventsBucket],
  aws: Layer.merge(ledger, Operating.aws),
  folder: Operating.folder
}

/** What people may use and pay, and what operators give them, at a place. */
export const layer = (place: Place) =>
  Layer.merge(Subscriptions.layer, Grants.layer).pipe(
    Layer.provideMerge(Warrants.layer),
    Layer.provideMerge(Stack.over(stack, place))
  )
