import { type Route, routes } from "@serenya/api/Routes"
import { Duration } from "aws-cdk-lib"
import {
  AccessLogField,
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RequestValidator,
  RestApi,
  TokenAuthorizer
} from "aws-cdk-lib/aws-apigateway"
import type { IKey } from "aws-cdk-lib/aws-kms"
import type { IFunction } from "aws-cdk-lib/aws-lambda"
import { LogGroup } from "aws-cdk-lib/aws-logs"
import type { Construct } from "constructs"
import type { FunctionName } from "./FunctionCatalogue.ts"
import { responses } from "./GatewayProblems.ts"
import type { Stage } from "./Stage.ts"

/** Who, when, what and how it ended: no address, no token, no query. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    time: AccessLogField.contextRequestTime(),
    method: AccessLogField.contextHttpMethod(),
    resource: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    latency: AccessLogField.contextResponseLatency(),
    integrationLatency: AccessLogField.contextIntegrationLatency(),
    bytes: AccessLogField.contextResponseLength(),
    /** The trace that the functions' spans go on with. */
    trace: AccessLogField.contextXrayTraceId(),
    userId: AccessLogField.contextAuthorizer("userId")
  })
)

/** A path's parameters, which API Gateway then demands. */
const parametersOf = (template: string) =>
  Object.fromEntries([...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => [`method.request.path.${name}`, true]))

/** What the answer to a GET says to who asks for its head only. */
const methodsOf = ({ method }: Route): ReadonlyArray<string> => (method === "GET" ? ["GET", "HEAD"] : [method])

/** The REST API with a method for each route of the API's definition, and for nothing else. */
export const deploy = (
  scope: Construct,
  functions: Readonly<Record<FunctionName, IFunction>>,
  { key, stage }: { readonly key: IKey; readonly stage: Stage }
): RestApi => {
  const logs = new LogGroup(scope, "AccessLog", {
    logGroupName: `/serenya/${stage.name}/access`,
    retention: stage.logRetention,
    encryptionKey: key
  })
  const api = new RestApi(scope, "Api", {
    restApiName: `serenya-${stage.name}`,
    endpointTypes: [EndpointType.REGIONAL],
    binaryMediaTypes: ["application/pdf"],
    cloudWatchRole: true,
    deployOptions: {
      stageName: stage.name,
      accessLogDestination: new LogGroupLogDestination(logs),
      accessLogFormat: accessLog,
      // The execution log would hold what people send.
      loggingLevel: MethodLoggingLevel.ERROR,
      dataTraceEnabled: false,
      metricsEnabled: true,
      tracingEnabled: true,
      throttlingRateLimit: stage.throttling.rate,
      throttlingBurstLimit: stage.throttling.burst
    }
  })
  for (const response of responses) api.addGatewayResponse(`Problem${response.type.responseType}`, response)

  const authorizer = new TokenAuthorizer(scope, "Authorizer", {
    handler: functions.authorizer,
    resultsCacheTtl: Duration.minutes(5)
  })
  const validator = new RequestValidator(scope, "RequestValidator", { restApi: api, validateRequestParameters: true })

  for (const route of routes) {
    const resource = api.root.resourceForPath(route.template)
    for (const method of methodsOf(route)) {
      resource.addMethod(
        method,
        new LambdaIntegration(functions[route.functionName], { scopePermissionToMethod: false }),
        {
          requestParameters: parametersOf(route.template),
          requestValidator: validator,
          ...(route.demandsToken
            ? { authorizer, authorizationType: AuthorizationType.CUSTOM }
            : { authorizationType: AuthorizationType.NONE })
        }
      )
    }
  }
  return api
}
