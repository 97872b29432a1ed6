import { Context, Effect, Layer } from "effect"
import { FindMyWay, HttpRouter } from "effect/http"

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

/** Knows which methods a path answers to, which the router itself does not tell. */
export class Routes extends Context.Service<
  Routes,
  {
    /** Empty for an unknown path. Routes behind `router.prefixed` are not seen. */
    readonly methodsOf: (url: string) => ReadonlyArray<string>
  }
>()("@serenya/handlers/lambda/Routes") {}

interface Recorded {
  readonly method: string
  readonly path: HttpRouter.Route["path"]
}

const indexOf = (recorded: ReadonlyArray<Recorded>) => {
  const index = FindMyWay.make<true>()
  const seen = new Set<string>()
  for (const { method, path } of recorded) {
    for (const name of method === "*" ? methods : [method]) {
      if (!seen.has(`${name} ${path}`)) index.on(name, path, true)
      seen.add(`${name} ${path}`)
    }
  }
  return index
}

/** A router that remembers its routes; they are indexed when a request first misses one. */
export const layer: Layer.Layer<HttpRouter.HttpRouter | Routes> = Layer.effectContext(
  Effect.map(HttpRouter.make, (router) => {
    const recorded: Array<Recorded> = []
    let index: FindMyWay.Router<true> | undefined
    const recording = HttpRouter.HttpRouter.of({
      ...router,
      add: (method, path, handler, options) => {
        recorded.push({ method, path })
        return router.add(method, path, handler, options)
      },
      addAll: (routes) => {
        recorded.push(...routes)
        return router.addAll(routes)
      }
    })
    const methodsOf = (url: string) => {
      const found = (index ??= indexOf(recorded))
      return methods.filter((method) => found.find(method, url) !== undefined)
    }
    return Context.make(HttpRouter.HttpRouter, recording).pipe(Context.add(Routes, Routes.of({ methodsOf })))
  })
)
