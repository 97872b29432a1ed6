import type { Item } from "@serenya/adapters-aws/dynamo/AttributeValue"
import type { World } from "./World.ts"

const headers = {
  Accept: "application/json",
  "Accept-Encoding": "gzip, deflate, br",
  Host: "api.serenya.example",
  "User-Agent": "Serenya/1.2.3 (iPhone; iOS 17.1)",
  "X-Correlation-ID": "rehearsal-0001",
  "X-Forwarded-For": "203.0.113.7",
  "X-Forwarded-Port": "443",
  "X-Forwarded-Proto": "https"
}

/** An API Gateway REST proxy event. A body is JSON. */
export const request = (world: World, method: string, path: string, body?: unknown) => {
  const all = {
    ...headers,
    Authorization: `Bearer ${world.accessToken}`,
    ...(body !== undefined && { "Content-Type": "application/json" })
  }
  return {
    resource: "/{proxy+}",
    path,
    httpMethod: method,
    headers: all,
    multiValueHeaders: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    requestContext: {
      accountId: "123456789012",
      apiId: "rehearsal",
      authorizer: world.caller,
      httpMethod: method,
      identity: { sourceIp: "203.0.113.7", userAgent: headers["User-Agent"] },
      path: `/rehearsal${path}`,
      protocol: "HTTP/1.1",
      requestId: "deef4878-7910-11e6-8f14-25afc3e9ae33",
      requestTimeEpoch: 1_800_000_000_000,
      resourceId: "r",
      resourcePath: "/{proxy+}",
      stage: "rehearsal"
    },
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false
  }
}

/** The REQUEST event of a Lambda authorizer. */
export const authorization = (world: World) => {
  const { body: _body, isBase64Encoded: _encoded, ...event } = request(world, "GET", "/api/v1/user/profile")
  return {
    ...event,
    requestContext: { ...event.requestContext, authorizer: {} },
    type: "REQUEST",
    methodArn: "arn:aws:execute-api:eu-west-1:123456789012:rehearsal/rehearsal/GET/api/v1/user/profile"
  }
}

/** What EventBridge sends when a schedule is due. */
export const scheduled = { version: "0", source: "aws.events", "detail-type": "Scheduled Event", detail: {} }

const writeId = "f07f8ca4b0b26cb9c4e5e77e69f274ee"

/** Where the audit event of `written` stands. */
export const auditKey = (type: string) => `year=2026/month=03/day=01/${type}-20260301T093000000Z-${writeId}.json`

/** A batch of the table's stream with one write in it: a person was suspended. */
export const written = (before: Item, after: Item) => ({
  Records: [
    {
      eventID: writeId,
      eventName: "MODIFY",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "eu-west-1",
      dynamodb: {
        ApproximateCreationDateTime: 1_772_357_400,
        Keys: { PK: after["PK"], SK: after["SK"] },
        OldImage: before,
        NewImage: after,
        SequenceNumber: "1405400000000002063282832",
        SizeBytes: 54,
        StreamViewType: "NEW_AND_OLD_IMAGES"
      }
    }
  ]
})

/** S3's notification of one object. */
export const objectCreated = (key: string) => ({
  Records: [
    {
      eventSource: "aws:s3",
      eventName: "ObjectCreated:Post",
      s3: { bucket: { name: "serenya-temp" }, object: { key, size: 1024, eTag: "d41d8cd98f00b204e9800998ecf8427e" } }
    }
  ]
})
