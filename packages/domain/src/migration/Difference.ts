import { Schema } from "effect"
import { TableName } from "./LegacyTables.ts"

/** A field in which what stands in the new system is not what the old row says. Names and ids only. */
export const Difference = Schema.Struct({ table: TableName, id: Schema.String, field: Schema.String })
export type Difference = typeof Difference.Type
