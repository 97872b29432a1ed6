import type { APIGatewayProxyEvent, Context as AwsContext } from "aws-lambda"

export const requestId = "deef4878-7910-11e6-8f14-25afc3e9ae33"

const unused = () => {
  throw new Error("callbacks are not how these handlers answer")
}

/** What Lambda tells about an invocation; tests say how much time is left. */
export const invocation = (remainingMillis = 30_000): AwsContext => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: "serenya-test",
  functionVersion: "1",
  invokedFunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:serenya-test",
  memoryLimitInMB: "512",
  awsRequestId: "1f0e9c34-5b1a-4a7e-9d0f-0d9a5a3c2b11",
  logGroupName: "/aws/lambda/serenya-test",
  logStreamName: "stream",
  getRemainingTimeInMillis: () => remainingMillis,
  done: unused,
  fail: unused,
  succeed: unused
})

const identity: APIGatewayProxyEvent["requestContext"]["identity"] = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: "198.51.100.7",
  user: null,
  userAgent: "test",
  userArn: null
}

const requestContext: APIGatewayProxyEvent["requestContext"] = {
  accountId: "123456789012",
  apiId: "api",
  authorizer: {},
  protocol: "HTTP/1.1",
  httpMethod: "GET",
  identity,
  path: "/test/",
  stage: "test",
  requestId,
  requestTimeEpoch: 1_589_522_469_693,
  resourceId: "r",
  resourcePath: "/{proxy+}"
}

/** A proxy event of a REST API as the gateway sends it for a bare GET. */
export const event = (overrides: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent => ({
  resource: "/{proxy+}",
  path: "/",
  httpMethod: "GET",
  headers: {},
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  body: null,
  isBase64Encoded: false,
  ...overrides,
  requestContext: { ...requestContext, ...overrides.requestContext }
})
