import { Effect, Option } from "effect"
import * as ConsolePage from "../console/ConsolePage.ts"
import * as DocsPage from "../console/DocsPage.ts"
import type { Answer, Incoming, Site } from "./Http.ts"
import * as Problems from "./Problems.ts"

/** Plays somebody else's service, where the request is one of theirs. */
export type StandIn = (request: Incoming) => Option.Option<Effect.Effect<Answer>>

/** The parts of the site that are not pages. Only files on this machine need `uploads`. */
export interface Parts {
  readonly api: Site
  readonly oidc: StandIn
  readonly stores: StandIn
  readonly uploads: Option.Option<Site>
}

export const uploadPath = "/_objects"

/** The whole site: the API, its pages, and the stand-ins for identity providers, app stores and object store. */
export const make = ({ api, oidc, stores, uploads }: Parts) =>
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
      const played = Option.orElse(oidc(request), () => stores(request))
      if (Option.isSome(played)) return played.value
      const isRead = request.method === "GET" || request.method === "HEAD"
      if (isRead && pathname === "/")
        return Effect.succeed({ status: 302, headers: { location: "/console" }, body: "" })
      if (isRead && /^\/(?:console(?:\/|$)|docs$|openapi\.json$)/.test(pathname)) return page(pathname)
      return api(request)
    }
  })
