import { Effect } from "effect"
import { type HttpServerRequest, HttpServerResponse } from "effect/http"

/** A strong validator (RFC 9110, 8.8.3): it changes with every byte of what it names. */
export const tagOf = (text: string): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    (digest) => `"${Buffer.from(digest).toString("base64url")}"`
  )

/** Whether a caller has it already (RFC 9110, 13.1.2): compared weakly, as caches and clients may send it. */
export const matches = (ifNoneMatch: string | undefined, eTag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === "*" || [...ifNoneMatch.matchAll(/(?:W\/)?("[^"]*")/g)].some(([, given]) => given === eTag))

/** Tags a good answer, and leaves out its body where the caller has it already. */
export const answering =
  (
    request: HttpServerRequest.HttpServerRequest,
    { cacheControl, eTag }: { readonly eTag: string; readonly cacheControl: string }
  ) =>
  (_: HttpServerRequest.HttpServerRequest, response: HttpServerResponse.HttpServerResponse) => {
    if (response.status !== 200) return Effect.succeed(response)
    const headers = { etag: eTag, "cache-control": cacheControl }
    return Effect.succeed(
      matches(request.headers["if-none-match"], eTag)
        ? HttpServerResponse.empty({ status: 304, headers })
        : HttpServerResponse.setHeaders(response, headers)
    )
  }
