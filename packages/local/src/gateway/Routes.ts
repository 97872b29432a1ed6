import * as Api from "@serenya/api/Routes"

/** One method of the API, and the paths that it answers. */
export interface Route extends Api.Route {
  readonly pattern: RegExp
}

const patternOf = (template: string): RegExp => new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`)

export const routes: ReadonlyArray<Route> = Api.routes.map((route) => ({
  ...route,
  pattern: patternOf(route.template)
}))

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
