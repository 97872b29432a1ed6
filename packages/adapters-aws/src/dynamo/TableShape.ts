import type { ContinuousBackupsDescription, TableDescription, TimeToLiveDescription } from "@aws-sdk/client-dynamodb"
import type { Table } from "../resources/Resource.ts"

/** How a table is made, in words by name: what is asked for and what is found are compared as they are told. */
export type TableShape = Readonly<Record<string, string>>

/** What a table differs in from what was asked for. */
export interface ShapeDifference {
  readonly what: string
  readonly wanted: string
  readonly found: string
}

const onOrOff = (is: boolean): string => (is ? "on" : "off")

const indexName = (name: string) => `index ${name}`

/** A table as it is described, with the recovery and the protection of its stage. */
export const wantedShape = (
  { indexes, partitionKey, sortKey, ttlAttribute }: Table,
  isProtected: boolean
): TableShape => ({
  keys: `${partitionKey} S, ${sortKey} S`,
  billing: "PAY_PER_REQUEST",
  stream: "NEW_AND_OLD_IMAGES",
  "time to live": ttlAttribute,
  "point-in-time recovery": onOrOff(isProtected),
  "deletion protection": onOrOff(isProtected),
  ...Object.fromEntries(
    indexes.map((index) => [indexName(index.name), `${index.partitionKey} S, ${index.sortKey} S, ALL`])
  )
})

/** A table as DynamoDB tells of it. */
export const foundShape = (
  { AttributeDefinitions = [], KeySchema = [], GlobalSecondaryIndexes = [], ...table }: TableDescription,
  ttl: TimeToLiveDescription | undefined,
  backups: ContinuousBackupsDescription | undefined
): TableShape => {
  const keys = (schema: typeof KeySchema) =>
    schema.map(({ AttributeName }) => {
      const type = AttributeDefinitions.find((definition) => definition.AttributeName === AttributeName)
      return `${AttributeName} ${type?.AttributeType ?? "?"}`
    })
  const isKept = ttl?.TimeToLiveStatus === "ENABLED" || ttl?.TimeToLiveStatus === "ENABLING"
  return {
    keys: keys(KeySchema).join(", "),
    billing: table.BillingModeSummary?.BillingMode ?? "PROVISIONED",
    stream: (table.StreamSpecification?.StreamEnabled && table.StreamSpecification.StreamViewType) || "off",
    "time to live": (isKept && ttl.AttributeName) || "off",
    "point-in-time recovery": onOrOff(backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === "ENABLED"),
    "deletion protection": onOrOff(table.DeletionProtectionEnabled === true),
    ...Object.fromEntries(
      GlobalSecondaryIndexes.map(({ IndexName = "", KeySchema = [], Projection }) => [
        indexName(IndexName),
        [...keys(KeySchema), Projection?.ProjectionType].join(", ")
      ])
    )
  }
}

/** What is missing is found as "none", and so is what nobody asked for wanted. */
export const differences = (wanted: TableShape, found: TableShape): ReadonlyArray<ShapeDifference> =>
  [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
    .map((what) => ({ what, wanted: wanted[what] ?? "none", found: found[what] ?? "none" }))
    .filter((difference) => difference.wanted !== difference.found)
