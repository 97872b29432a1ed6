import { Effect, Option } from "effect"
import * as ConsolePage from "../console/ConsolePage.ts"
import * as DocsPage from "../console/DocsPage.ts"
import type { Answer, Incoming, Site } from "./Http.ts"
import * as Problems from "./Problems.ts"

/** The parts of the site that are not pages. Only files on this machine need `uploads`. */
export interface Parts {
  readonly api: Site
  readonly oidc: (request: Incoming) => Option.Option<Effect.Effect<Answer>>
  readonly uploads: Option.Option<Site>
}

export const uploadPath = "/_objects"

/** The whole site: the API, its pages, and the stand-ins for identity providers and object store. */
export const make = ({ api, oidc, uploads }: Parts) =>
  Effect.gen(function* () {
    const docs = yield* Effect.cached(DocsPage.pages)

    const page = Effect.fnUntraced(function* (path: string) {
      const pages = path.startsWith("/console") ? yield* ConsolePage.pages : yield* docs
      const found = pages.get(path)
      return found === undefined ? Problems.of(404, crypto.randomUUID()) : { status: 200, ...found }
    })

    return (request: Incoming): Effect.Effect<Answer> => {
      const { pathname } = request.url
      if (pathname === uploadPath && Option.isSome(uploads)) return uploads.value(request)
      const signIn = oidc(request)
      if (Option.isSome(signIn)) return signIn.value
      const isRead = request.method === "GET" || request.method === "HEAD"
      if (isRead && pathname === "/")
        return Effect.succeed({ status: 302, headers: { location: "/console" }, body: "" })
      if (isRead && /^\/(?:console(?:\/|$)|docs$|openapi\.json$)/.test(pathname)) return page(pathname)
      return api(request)
    }
  })
