import { Schema } from "effect"
import { Uuid } from "../shared/Uuid.ts"

export const SessionId = Uuid.pipe(Schema.brand("SessionId"))
export type SessionId = typeof SessionId.Type
