import type { APIGatewayProxyEvent, Context as AwsContext } from "aws-lambda"
import type { Incoming } from "./Http.ts"
import type { Match } from "./Routes.ts"

const stage = "local"
const accountId = "000000000000"
const apiId = "local"

/** The ARN of one method, which an authorizer's policy allows or not. */
export const methodArn = (method: string, path: string): string =>
  `arn:aws:execute-api:eu-west-1:${accountId}:${apiId}/${stage}/${method}${path}`

const grouped = (pairs: Iterable<readonly [string, string]>): Record<string, Array<string>> => {
  const groups: Record<string, Array<string>> = {}
  for (const [name, value] of pairs) (groups[name] ??= []).push(value)
  return groups
}

const lastOf = (groups: Record<string, Array<string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? ""]))

const orNull = <A extends object>(record: A): A | null => (Object.keys(record).length === 0 ? null : record)

const nobody = {
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
  user: null,
  userArn: null
} as const

/** What REST API proxy integrations receive (payload 1.0): query values decoded, the path as it came, the body as text. */
export const of = (
  request: Incoming,
  { parameters, route }: Match,
  extra: {
    readonly requestId: string
    readonly body: Uint8Array
    readonly authorizer: Readonly<Record<string, unknown>> | undefined
    readonly at: number
  }
): APIGatewayProxyEvent => {
  const {
    method,
    url: { pathname, searchParams }
  } = request
  const headers = grouped(request.headers)
  const query = grouped(searchParams)
  return {
    resource: route.template,
    path: pathname,
    httpMethod: method,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: orNull(lastOf(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(parameters),
    stageVariables: null,
    body: extra.body.length === 0 ? null : Buffer.from(extra.body).toString("utf8"),
    isBase64Encoded: false,
    requestContext: {
      accountId,
      apiId,
      authorizer: extra.authorizer,
      protocol: "HTTP/1.1",
      httpMethod: method,
      identity: { ...nobody, sourceIp: request.remoteAddress, userAgent: request.header("user-agent") ?? null },
      path: `/${stage}${pathname}`,
      stage,
      requestId: extra.requestId,
      requestTimeEpoch: extra.at,
      resourceId: route.template,
      resourcePath: route.template
    }
  }
}

const unused = () => {
  throw new Error("Callbacks are not how these handlers answer")
}

/** What Lambda tells a function about an invocation that may take `limitMillis`. */
export const invocation = (functionName: string, limitMillis: number): AwsContext => {
  const endsAt = performance.now() + limitMillis
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: `serenya-local-${functionName}`,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:eu-west-1:${accountId}:function:serenya-local-${functionName}`,
    memoryLimitInMB: "512",
    awsRequestId: crypto.randomUUID(),
    logGroupName: `/aws/lambda/serenya-local-${functionName}`,
    logStreamName: "local",
    getRemainingTimeInMillis: () => Math.max(0, endsAt - performance.now()),
    done: unused,
    fail: unused,
    succeed: unused
  }
}
