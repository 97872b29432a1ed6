import type { Needs, Table } from "./Resource.ts"

/** The one table: users with their data keys and guards, purchases, payments, the diary of purchases to look at, notifications, idempotency records. Of the indexes the adapters read one partition; operators may read all. */
export const UserTable = {
  env: "USER_TABLE",
  partitionKey: "PK",
  sortKey: "SK",
  ttlAttribute: "ttl",
  indexes: [
    { name: "GSI1-EmailLookup", partitionKey: "GSI1PK", sortKey: "GSI1SK" },
    { name: "GSI2-ExternalAuth", partitionKey: "GSI2PK", sortKey: "GSI2SK" }
  ]
} as const satisfies Table

/** The index in which tombstones stand under a key of their own (decision 37). */
export const TombstoneIndex = UserTable.indexes[0]

/** `UserStore`: strong reads by key, a query within one user's partition, and transactions of puts and deletes (which need no action of their own). No scan. */
export const userStoreNeeds = {
  resource: UserTable,
  actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"]
} as const satisfies Needs

/** `UserStore` where somebody is found by their id and nobody is written: the authorizer's look at session and status. */
export const userReadNeeds = {
  resource: UserTable,
  actions: ["dynamodb:Query"]
} as const satisfies Needs

/** `UserStore` where somebody is found by their id and written back. */
export const userUpdateNeeds = {
  resource: UserTable,
  actions: ["dynamodb:Query", "dynamodb:PutItem"]
} as const satisfies Needs

/** `IdempotencyStore`: one conditional put or delete per call; what stands in its way comes with the refusal. */
export const idempotencyStoreNeeds = {
  resource: UserTable,
  actions: ["dynamodb:PutItem", "dynamodb:DeleteItem"]
} as const satisfies Needs

/** `SubscriptionLedger` in full: strong reads by key, queries within one partition, transactions of puts and deletes. No scan. */
export const subscriptionLedgerNeeds = {
  resource: UserTable,
  actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"]
} as const satisfies Needs

/** `SubscriptionLedger` where the diary is kept: what is due, whose it is, and the next time. Nobody claims a line here. */
export const diaryNeeds = {
  resource: UserTable,
  actions: ["dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"]
} as const satisfies Needs

/** The table's stream, read by Lambda in the function's name. */
export const userStreamNeeds = {
  resource: UserTable,
  actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
} as const satisfies Needs

/** `UserStore` and `SubscriptionLedger` where an erasure goes on: what is left of somebody is found and deleted, and nothing is written. */
export const forgettingNeeds = {
  resource: UserTable,
  actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:DeleteItem"]
} as const satisfies Needs

/** `Tombstones`: one partition of one index, and nothing of the table itself. */
export const tombstonesNeeds = {
  resource: UserTable,
  actions: ["dynamodb:Query"],
  index: TombstoneIndex.name
} as const satisfies Needs

/** `UserDirectory`: the whole table, page after page. Only operators' commands have it. */
export const userDirectoryNeeds = {
  resource: UserTable,
  actions: ["dynamodb:Scan"]
} as const satisfies Needs

/** `DataKeyStore`: one conditional write per person. Only operators' commands have it. */
export const dataKeyStoreNeeds = {
  resource: UserTable,
  actions: ["dynamodb:PutItem", "dynamodb:UpdateItem"]
} as const satisfies Needs
