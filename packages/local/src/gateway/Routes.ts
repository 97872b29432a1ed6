import { Authentication } from "@serenya/api/Authentication"
import { AuthPart } from "@serenya/api/AuthPart"
import { CleanupPart } from "@serenya/api/CleanupApi"
import { ResultPart } from "@serenya/api/ResultApi"
import { StatusPart } from "@serenya/api/StatusApi"
import { UploadPart } from "@serenya/api/UploadApi"
import { UserProfilePart } from "@serenya/api/UserProfilePart"
import { HttpApi, type HttpApiGroup } from "effect/http-api"

/** The functions behind the API, by the names they are deployed under. */
export type FunctionName = "auth" | "upload" | "status" | "result" | "cleanup" | "user-profile"

/** One method of the API: `template` is API Gateway's resource path. */
export interface Route {
  readonly functionName: FunctionName
  readonly method: string
  readonly template: string
  readonly pattern: RegExp
  readonly demandsToken: boolean
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")}$`)

const routesOf = <Id extends string, Groups extends HttpApiGroup.Constraint>(
  functionName: FunctionName,
  part: HttpApi.HttpApi<Id, Groups>
): ReadonlyArray<Route> => {
  const routes: Array<Route> = []
  HttpApi.reflect(part, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint: { method, path }, middleware }) => {
      routes.push({
        functionName,
        method,
        template: path.replaceAll(/:(\w+)/g, "{$1}"),
        pattern: patternOf(path),
        demandsToken: [...middleware].some(({ key }) => key === Authentication.key)
      })
    }
  })
  return routes
}

/** Which function answers what, as the API's definition says. */
export const routes: ReadonlyArray<Route> = [
  ...routesOf("auth", AuthPart),
  ...routesOf("upload", UploadPart),
  ...routesOf("status", StatusPart),
  ...routesOf("result", ResultPart),
  ...routesOf("cleanup", CleanupPart),
  ...routesOf("user-profile", UserProfilePart)
]

export interface Match {
  readonly route: Route
  readonly parameters: Readonly<Record<string, string>>
}

/** HEAD is answered where GET is. */
export const methodsAt = (path: string): ReadonlyArray<string> =>
  routes
    .filter(({ pattern }) => pattern.test(path))
    .flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]))

export const find = (method: string, path: string): Match | undefined => {
  for (const route of routes) {
    const found = route.pattern.exec(path)
    if (found !== null && route.method === (method === "HEAD" ? "GET" : method))
      return { route, parameters: { ...found.groups } }
  }
  return undefined
}
