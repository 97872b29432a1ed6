import { Api } from "@serenya/api/Api"
import { Effect } from "effect"
import { HttpRouter } from "effect/http"
import { HttpApiScalar, OpenApi } from "effect/http-api"
import type { Pages } from "./Page.ts"

const path = "/docs"

/** Scalar's script is part of the page, and its browser is forbidden to ask anybody but this service. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join("; ")

/** Scalar knows more settings than `ScalarConfig` lists: the last three keep its vendor's own offers off the page. */
const settings = {
  withDefaultFonts: false,
  defaultOpenAllTags: true,
  authentication: { preferredSecurityScheme: "bearer" },
  showDeveloperTools: "never",
  hideClientButton: true,
  telemetry: false
}

const scalar = HttpApiScalar.layer(Api, { path, scalar: settings })

const render = async (): Promise<string> => {
  const { handler, dispose } = HttpRouter.toWebHandler(scalar, { disableLogger: true })
  const response = await handler(new Request(`http://localhost${path}`))
  const html = await response.text()
  await dispose()
  return html
}

/** What the API promises: for people at `/docs` (3 MB, needs no internet), for programs at `/openapi.json`. */
export const pages: Effect.Effect<Pages> = Effect.map(
  Effect.promise(render),
  (html) =>
    new Map([
      [
        path,
        { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy }, body: html }
      ],
      ["/openapi.json", { headers: { "content-type": "application/json" }, body: JSON.stringify(OpenApi.fromApi(Api)) }]
    ])
)
