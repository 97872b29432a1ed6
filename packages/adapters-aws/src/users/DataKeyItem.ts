import { Equal, Option, Record } from "effect"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { dataKeySort, profileSort } from "./UserKeys.ts"

const attribute = "data_key"
/** In both items: a profile and a key of different numbers were read while one transaction replaced both. */
const number = "data_key_number"

/** A person's two items: whoever has an image of the profile alone (a stream record, an export, a backup) can open nothing. */
export interface ProfileAndKey {
  readonly profile: Item
  readonly dataKey: Item
}

/** Takes the wrapped data key out of a user's attributes, into an item of its own. */
export const apart = ({ [attribute]: wrapped, ...profile }: Item): ProfileAndKey => ({
  profile,
  dataKey: {
    ...(profile["PK"] !== undefined && { PK: profile["PK"] }),
    ...marshal({ SK: dataKeySort, entity_type: "DATA_KEY", schema_version: 1 }),
    ...(profile[number] !== undefined && { [number]: profile[number] }),
    ...(wrapped !== undefined && { [attribute]: wrapped })
  }
})

const at = (items: ReadonlyArray<Item>, sort: string) => Option.fromUndefinedOr(items.find(({ SK }) => SK?.S === sort))

/** Whether a query saw one item as it was before a renewal, and the other one after it: no query is isolated from a transaction. */
export const isTorn = (items: ReadonlyArray<Item>): boolean =>
  Option.getOrElse(
    Option.zipWith(
      at(items, profileSort),
      at(items, dataKeySort),
      (profile, key) => !Equal.equals(profile[number], key[number])
    ),
    () => false
  )

/** The user's attributes out of the items of one partition. None: nobody; a profile whose key was destroyed is nobody either. */
export const together = (items: ReadonlyArray<Item>): Option.Option<Item> => {
  return Option.zipWith(at(items, profileSort), at(items, dataKeySort), (profile, dataKey) => ({
    ...Record.remove(profile, attribute),
    ...(dataKey[attribute] !== undefined && { [attribute]: dataKey[attribute] })
  }))
}
