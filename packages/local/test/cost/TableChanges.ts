import { randomBytes } from "node:crypto"

interface Answer {
  readonly Streams?: ReadonlyArray<{ readonly StreamArn: string }>
  readonly StreamDescription?: { readonly Shards: ReadonlyArray<{ readonly ShardId: string }> }
  readonly ShardIterator?: string
  readonly NextShardIterator?: string
  readonly Records?: ReadonlyArray<object>
}

/** The stream of the table of an embedded engine, read from where it was last read. */
export const of = (endpoint: string) => {
  const ask = async (operation: string, body: object): Promise<Answer> => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "x-amz-target": `DynamoDBStreams_20120810.${operation}`,
        "content-type": "application/x-amz-json-1.0",
        authorization:
          "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
        "x-amz-date": "20260101T000000Z"
      },
      body: JSON.stringify(body)
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${operation}: ${text}`)
    return JSON.parse(text)
  }

  let iterator: string | undefined

  const first = async () => {
    const StreamArn = (await ask("ListStreams", {})).Streams?.[0]?.StreamArn
    const shard = (await ask("DescribeStream", { StreamArn })).StreamDescription?.Shards[0]?.ShardId
    return (await ask("GetShardIterator", { StreamArn, ShardId: shard, ShardIteratorType: "TRIM_HORIZON" }))
      .ShardIterator
  }

  /** As Lambda hands them to a function: this engine numbers its events, where DynamoDB gives each a random name. */
  return async (): Promise<ReadonlyArray<object>> => {
    iterator ??= await first()
    const { NextShardIterator, Records = [] } = await ask("GetRecords", { ShardIterator: iterator })
    iterator = NextShardIterator ?? iterator
    return Records.map((record) => ({ ...record, eventID: randomBytes(16).toString("hex") }))
  }
}
