import type { Answer, Received } from "../support/ScriptedServer.ts"

interface Stored {
  readonly body: string
  readonly headers: Record<string, string>
}

const error = (status: number, code: string): Answer => ({ status, body: `<Error><Code>${code}</Code></Error>` })

const keyIn = (path: string): string => decodeURIComponent(path.split("?")[0] ?? "")

/** As much of S3 as conditional writes, copies and listings need, and in one step each, which moto's threads are not. */
export const make = () => {
  const objects = new Map<string, Stored>()
  let writes = 0

  const put = ({ body, headers, path }: Received): Answer => {
    const key = keyIn(path)
    const standing = objects.get(key)
    if (headers["if-none-match"] === "*" && standing !== undefined) return error(412, "PreconditionFailed")
    if (headers["if-match"] !== undefined && standing === undefined) return error(404, "NoSuchKey")
    if (headers["if-match"] !== undefined && headers["if-match"] !== standing?.headers["ETag"])
      return error(412, "PreconditionFailed")
    return { status: 200, headers: { ETag: store(key, headers, body) } }
  }

  const store = (key: string, headers: Received["headers"], body: string): string => {
    const metadata = Object.entries(headers).filter(([name]) => /^(?:x-amz-meta-|content-type$)/.test(name))
    const ETag = `"${++writes}"`
    objects.set(key, {
      body,
      headers: { ...Object.fromEntries(metadata.map(([name, value]) => [name, String(value)])), ETag }
    })
    return ETag
  }

  /** With the metadata of the request. */
  const copy = ({ headers, path }: Received): Answer => {
    const standing = objects.get(`/${String(headers["x-amz-copy-source"])}`)
    if (standing === undefined) return error(404, "NoSuchKey")
    const ETag = store(keyIn(path), headers, standing.body)
    return { status: 200, body: `<CopyObjectResult><ETag>${ETag}</ETag></CopyObjectResult>` }
  }

  const list = ({ path }: Received): Answer => {
    const { pathname, searchParams } = new URL(path, "http://tiny")
    const bucket = `${pathname.replace(/\/$/, "")}/`
    const found = [...objects.keys()]
      .filter((key) => key.startsWith(bucket + (searchParams.get("prefix") ?? "")))
      .toSorted()
    const contents = found.map((key) => `<Contents><Key>${key.slice(bucket.length)}</Key></Contents>`)
    return { status: 200, body: `<ListBucketResult>${contents.join("")}</ListBucketResult>` }
  }

  return (request: Received): Answer => {
    if (request.path.includes("list-type=2")) return list(request)
    const key = keyIn(request.path)
    const standing = objects.get(key)
    switch (request.method) {
      case "PUT":
        return "x-amz-copy-source" in request.headers ? copy(request) : put(request)
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
