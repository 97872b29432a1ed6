import { Predicate, Redacted } from "effect"

const maxBytes = 8 * 1024
const bearer = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i

const valuesOf = (headers: unknown): ReadonlyArray<unknown> =>
  Predicate.isObject(headers)
    ? Object.entries(headers)
        .filter(([name]) => name.toLowerCase() === "authorization")
        .flatMap(([, value]) => value)
    : []

/** REQUEST events carry all headers, TOKEN events the one that the authorizer is configured for. */
const credentialsOf = (event: unknown): ReadonlyArray<unknown> => {
  if (!Predicate.isObject(event)) return []
  if ("authorizationToken" in event) return [event["authorizationToken"]]
  const many = "multiValueHeaders" in event ? valuesOf(event["multiValueHeaders"]) : []
  return many.length > 0 || !("headers" in event) ? many : valuesOf(event["headers"])
}

/** Undefined unless there is exactly one well-formed bearer credential of at most 8 KiB (RFC 6750). */
export const ofEvent = (event: unknown): Redacted.Redacted<string> | undefined => {
  const [credential, ...others] = credentialsOf(event)
  if (typeof credential !== "string" || others.length > 0 || credential.length > maxBytes) return undefined
  const token = bearer.exec(credential)?.[1]
  return token === undefined ? undefined : Redacted.make(token, { label: "token" })
}
