import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as Provision from "../../src/stack/Provision.ts"

type Value = Readonly<Record<string, unknown>>
type Item = Readonly<Record<string, Value>>

const sizeOf = (value: unknown): number => {
  if (typeof value === "string") return Buffer.byteLength(value)
  if (typeof value !== "object" || value === null) return 1
  // A map, or a list, takes three bytes and one for each member.
  return Object.entries(value).reduce((sum, [name, member]) => sum + Buffer.byteLength(name) + 1 + sizeOf(member), 3)
}

/** Names and values, as DynamoDB counts them, about: `{"S": "text"}` is told from the text by four bytes. */
const bytesOf = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value) - 4, 0)

const copies = (item: Item): number => 1 + UserTable.indexes.filter(({ partitionKey }) => partitionKey in item).length

/** What one person's rows take in the table and its indexes; records of requests lapse within a day. */
export const of = async (endpoint: string, userId: string): Promise<number> => {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "x-amz-target": "DynamoDB_20120810.Scan",
      "content-type": "application/x-amz-json-1.0",
      authorization:
        "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      "x-amz-date": "20260101T000000Z"
    },
    body: JSON.stringify({ TableName: Provision.names[UserTable.env] })
  })
  const { Items }: { readonly Items: ReadonlyArray<Item> } = JSON.parse(await response.text())
  return Items.filter((item) => JSON.stringify(item).includes(userId) && !(UserTable.ttlAttribute in item)).reduce(
    (sum, item) => sum + bytesOf(item) * copies(item),
    0
  )
}
