import type { Answer, Received } from "../support/ScriptedServer.ts"

interface Stored {
  readonly body: string
  readonly headers: Record<string, string>
}

const error = (status: number, code: string): Answer => ({ status, body: `<Error><Code>${code}</Code></Error>` })

/** As much of S3 as conditional writes and listings need, and in one step each, which moto's threads are not. */
export const make = () => {
  const objects = new Map<string, Stored>()
  let writes = 0

  const put = ({ body, headers, path }: Received): Answer => {
    const key = path.split("?")[0] ?? ""
    const standing = objects.get(key)
    if (headers["if-none-match"] === "*" && standing !== undefined) return error(412, "PreconditionFailed")
    if (headers["if-match"] !== undefined && standing === undefined) return error(404, "NoSuchKey")
    if (headers["if-match"] !== undefined && headers["if-match"] !== standing?.headers["ETag"])
      return error(412, "PreconditionFailed")
    const metadata = Object.entries(headers).filter(([name]) => name.startsWith("x-amz-meta-"))
    const ETag = `"${++writes}"`
    objects.set(key, {
      body,
      headers: { ...Object.fromEntries(metadata.map(([name, value]) => [name, String(value)])), ETag }
    })
    return { status: 200, headers: { ETag } }
  }

  const list = ({ path }: Received): Answer => {
    const { pathname, searchParams } = new URL(path, "http://tiny")
    const bucket = `${pathname.replace(/\/$/, "")}/`
    const found = [...objects.keys()].filter((key) => key.startsWith(bucket + (searchParams.get("prefix") ?? "")))
    const contents = found.map((key) => `<Contents><Key>${key.slice(bucket.length)}</Key></Contents>`)
    return { status: 200, body: `<ListBucketResult>${contents.join("")}</ListBucketResult>` }
  }

  return (request: Received): Answer => {
    if (request.path.includes("list-type=2")) return list(request)
    const key = request.path.split("?")[0] ?? ""
    const standing = objects.get(key)
    switch (request.method) {
      case "PUT":
        return put(request)
      case "DELETE":
        objects.delete(key)
        return { status: 204 }
      case "HEAD":
        return standing === undefined ? { status: 404 } : { status: 200, headers: standing.headers }
      default:
        return standing === undefined
          ? error(404, "NoSuchKey")
          : { status: 200, headers: standing.headers, body: standing.body }
    }
  }
}
