import { operator, region } from "./Clients.ts"
import { at } from "./Template.ts"

const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** The table's stream by its own protocol: `TableFeed` waits three seconds for a page, and moto may take longer for all of it. */
const asked = async (endpoint: string, operation: string, body: object): Promise<unknown> => {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDBStreams_20120810.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${operator}/20260101/${region}/dynamodb/aws4_request`
    },
    body: JSON.stringify(body)
  })
  if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** As Lambda names records: by an id of their own. */
const named = (record: unknown): unknown => ({ ...Object(record), eventID: crypto.randomUUID().replaceAll("-", "") })

/** Every change of the table so far, as an event source mapping would hand it to the function. */
export const changes = async (endpoint: string, streamArn: string): Promise<ReadonlyArray<unknown>> => {
  const described = await asked(endpoint, "DescribeStream", { StreamArn: streamArn })
  const records: Array<unknown> = []
  for (const shard of list(at(described, "StreamDescription", "Shards"))) {
    const start = { StreamArn: streamArn, ShardId: at(shard, "ShardId"), ShardIteratorType: "TRIM_HORIZON" }
    let iterator = at(await asked(endpoint, "GetShardIterator", start), "ShardIterator")
    for (let isAtEnd = false; !isAtEnd;) {
      const page = await asked(endpoint, "GetRecords", { ShardIterator: iterator })
      const found = list(at(page, "Records"))
      records.push(...found.map(named))
      iterator = at(page, "NextShardIterator")
      isAtEnd = found.length === 0 || typeof iterator !== "string"
    }
  }
  return records
}
