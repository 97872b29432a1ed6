import { Layer } from "effect"
import * as MemorySubscriptionLedger from "../../src/subscriptions/MemorySubscriptionLedger.ts"
import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import * as SubscriptionLedgerLaws from "../../testing/SubscriptionLedgerLaws.ts"

SubscriptionLedgerLaws.suite("memory", MemorySubscriptionLedger.layer.pipe(Layer.provideMerge(MemoryUserStore.layer)))
