import { Option } from "effect"
import type { Item } from "../dynamo/AttributeValue.ts"
import { ownerKey, transactionKey } from "../subscriptions/LedgerKeys.ts"
import * as PaymentItem from "../subscriptions/PaymentItem.ts"
import * as PurchaseItem from "../subscriptions/PurchaseItem.ts"
import { guardKeysOf } from "../users/GuardItem.ts"
import * as RegisteredItem from "../users/RegisteredItem.ts"
import { dataKeySort, profileSort } from "../users/UserKeys.ts"

/** Rows that are written together or not at all: a profile with its data key, or any other row by itself. */
export interface ImportUnit {
  readonly row: Item
  /** Of a profile, unless its data key was destroyed. */
  readonly dataKey: Option.Option<Item>
}

export const keyOf = ({ PK, SK }: Item): Item => ({ ...(PK && { PK }), ...(SK && { SK }) })

/** The key as text, to find rows by. */
export const nameOf = ({ PK, SK }: Item): string => `${PK?.S} ${SK?.S}`

const kindOf = (row: Item): string | undefined => row["entity_type"]?.S

/** What makes an identity, an address, a transaction or a purchase one person's. */
const guardKinds = new Set(["IDENTITY_GUARD", "EMAIL_GUARD", "PAYMENT_GUARD", "PURCHASE_OWNER"])

export const isGuard = (row: Item): boolean => guardKinds.has(kindOf(row) ?? "")

export const isProfile = (row: Item): boolean => kindOf(row) === "USER_PROFILE"

/** Whose guard it is. */
export const holderOf = (row: Item): string | undefined => row["user_id"]?.S

const partition = "USER#"

/** Whose row it is, by its partition or by what it states; nobody's, where it says none. */
export const ownerOf = (row: Item): string | undefined =>
  row["PK"]?.S?.startsWith(partition) ? row["PK"].S.slice(partition.length) : holderOf(row)

/** The keys of the guards that a row must hold, as its store would write them. None: no store of ours could read the row. */
export const guardsOf = (row: Item): Option.Option<ReadonlyArray<Item>> => {
  switch (kindOf(row)) {
    case "USER_PROFILE":
      return Option.map(RegisteredItem.decodeImage(row), guardKeysOf)
    case "PAYMENT":
      return Option.map(PaymentItem.decodeImage(row), (payment) => [transactionKey(payment)])
    case "PURCHASE":
      return Option.map(PurchaseItem.decodeImage(row), ({ purchase }) => [ownerKey(purchase)])
    default:
      return Option.some([])
  }
}

const isKeyOf = (row: Item, before: ImportUnit | undefined): before is ImportUnit =>
  row["SK"]?.S === dataKeySort && before?.row["SK"]?.S === profileSort && before.row["PK"]?.S === row["PK"]?.S

/** Puts a data key to the profile that stands right before it, as a scan tells them. */
export const unitsOf = (rows: ReadonlyArray<Item>): ReadonlyArray<ImportUnit> => {
  const units: Array<ImportUnit> = []
  for (const row of rows) {
    const before = units.at(-1)
    if (isKeyOf(row, before)) units.splice(-1, 1, { ...before, dataKey: Option.some(row) })
    else units.push({ row, dataKey: Option.none() })
  }
  return units
}
