import type { APIGatewayProxyEvent } from "aws-lambda"

const unsafeInPath = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]+/g

const encode = (text: unknown) => encodeURIComponent(String(text).toWellFormed())

const record = <A>(value: { readonly [name: string]: A } | null | undefined) =>
  value !== null && typeof value === "object" ? Object.entries(value) : []

/** Payload 1.0 hands over decoded values: they are encoded again, or `a=b&c` in a value would become a parameter. */
const queryOf = (event: APIGatewayProxyEvent): string => {
  const pairs: Array<string> = []
  for (const [name, values] of record(event.multiValueQueryStringParameters)) {
    if (Array.isArray(values)) values.forEach((value) => pairs.push(`${encode(name)}=${encode(value)}`))
  }
  if (pairs.length === 0) {
    for (const [name, value] of record(event.queryStringParameters)) {
      if (typeof value === "string") pairs.push(`${encode(name)}=${encode(value)}`)
    }
  }
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`
}

/** Path and query as they would stand in a request line; percent signs of the path are left as they came. */
export const of = (event: APIGatewayProxyEvent): string => {
  const path = event.path.replace(unsafeInPath, encode)
  return (path.startsWith("/") ? path : `/${path}`) + queryOf(event)
}
