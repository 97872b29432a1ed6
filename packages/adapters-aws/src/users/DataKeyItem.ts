import { Option, Record } from "effect"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { dataKeySort, profileSort } from "./UserKeys.ts"

const attribute = "data_key"

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
    ...(wrapped !== undefined && { [attribute]: wrapped })
  }
})

/** The user's attributes out of the items of one partition. None: nobody; a profile whose key was destroyed is nobody either. */
export const together = (items: ReadonlyArray<Item>): Option.Option<Item> => {
  const at = (sort: string) => Option.fromUndefinedOr(items.find(({ SK }) => SK?.S === sort))
  return Option.zipWith(at(profileSort), at(dataKeySort), (profile, dataKey) => ({
    ...Record.remove(profile, attribute),
    ...(dataKey[attribute] !== undefined && { [attribute]: dataKey[attribute] })
  }))
}
