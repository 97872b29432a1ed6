import { QueryCommand } from "@aws-sdk/client-dynamodb"
import type { z } from "zod"
import { dynamo } from "./clients.ts"
import { required } from "./environment.ts"
import type { Admission, Caller } from "./row.ts"
import { unmarshal } from "./unmarshal.ts"

const TableName = required("USER_TABLE")

/** The caller is not let in; `status` and `code` are what they are told. */
export class Refusal extends Error {
  readonly status: 401 | 403
  readonly code: string

  constructor(status: 401 | 403, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}

const findUser = async <A>(id: string, schema: z.ZodType<A>): Promise<A | undefined> => {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: "PK = :user AND begins_with(SK, :profile)",
      ExpressionAttributeValues: { ":user": { S: `USER#${id}` }, ":profile": { S: "PROFILE" } },
      ConsistentRead: true
    })
  )
  const profile = Items.find(({ SK }) => SK?.S === "PROFILE")
  const key = Items.find(({ SK }) => SK?.S === "PROFILE#DATA_KEY")
  return profile === undefined || key?.["data_key"] === undefined
    ? undefined
    : schema.parse(unmarshal({ ...profile, data_key: key["data_key"] }))
}

/** The row, as far as `schema` reads it, of a caller whose account is active and whose session is the current one. */
export const admitted = async <A extends Admission>(caller: Caller, schema: z.ZodType<A>): Promise<A> => {
  const row = await findUser(caller.userId, schema)
  if (row === undefined) throw new Refusal(401, "SESSION_REVOKED")
  if (row.account_status !== "active") throw new Refusal(403, "ACCOUNT_NOT_ACTIVE")
  const session = row.current_session
  if (session?.session_id !== caller.sessionId || session.session_status !== "active") {
    throw new Refusal(401, "SESSION_REVOKED")
  }
  if (Date.now() >= session.expires_at) throw new Refusal(401, "SESSION_EXPIRED")
  return row
}
