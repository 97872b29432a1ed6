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
