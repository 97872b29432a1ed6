/** An AWS call as IAM sees it. */
export interface Call {
  readonly action: string
  /** The ARN that a policy must name. */
  readonly resource: string
  /** Who makes it in the caller's name, with the key that encrypts what it holds. */
  readonly via?: "s3" | "secretsmanager" | "sqs"
  /** Whether an encryption context names a person; only where KMS is asked. */
  readonly namesPerson?: boolean
}

/** What went over the wire. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly body: string
  readonly status: number
}

/** Where the calls go: what an ARN says beside the name. */
export interface Place {
  readonly region: string
  readonly account: string
  /** The ARN of the key that encrypts objects, secrets and queues. */
  readonly masterKey: string
}

const text = (value: unknown, name: string): string => String(Reflect.get(Object(value), name) ?? "")

const tableArn = ({ account, region }: Place, name: string, index = "") =>
  `arn:aws:dynamodb:${region}:${account}:table/${name}${index === "" ? "" : `/index/${index}`}`

/** A transaction needs the rights of what it is made of. */
const partsOf = { Put: "PutItem", Delete: "DeleteItem", Update: "UpdateItem", ConditionCheck: "ConditionCheckItem" }

const ofDynamo = (operation: string, body: unknown, place: Place): ReadonlyArray<Call> => {
  const on = (action: string, table: string): Call => ({
    action: `dynamodb:${action}`,
    resource: tableArn(place, table)
  })
  const { RequestItems, TransactItems } = Object(body)
  if (Array.isArray(TransactItems)) {
    return TransactItems.flatMap((item: unknown) =>
      Object.entries(partsOf).flatMap(([part, action]) => {
        const found: unknown = Reflect.get(Object(item), part)
        return found === undefined ? [] : [on(action, text(found, "TableName"))]
      })
    )
  }
  if (RequestItems !== undefined) return Object.keys(RequestItems).map((table) => on(operation, table))
  const resource = tableArn(place, text(body, "TableName"), text(body, "IndexName"))
  return [{ action: `dynamodb:${operation}`, resource }]
}

const withKey = (via: NonNullable<Call["via"]>, actions: ReadonlyArray<string>, { masterKey }: Place) =>
  actions.map((action): Call => ({ action: `kms:${action}`, resource: masterKey, via }))

const ofJson = (target: string, body: unknown, place: Place): ReadonlyArray<Call> => {
  const [service = "", operation = ""] = target.split(".")
  switch (service) {
    case "DynamoDB_20120810":
      return ofDynamo(operation, body, place)
    case "TrentService": {
      const namesPerson = text(Reflect.get(Object(body), "EncryptionContext"), "userId") !== ""
      return [{ action: `kms:${operation}`, resource: text(body, "KeyId"), namesPerson }]
    }
    case "secretsmanager":
      return [
        { action: `secretsmanager:${operation}`, resource: text(body, "SecretId") },
        ...withKey("secretsmanager", ["Decrypt"], place)
      ]
    case "AmazonSQS": {
      const queue = text(body, "QueueUrl").split("/").at(-1) ?? ""
      const resource = `arn:aws:sqs:${place.region}:${place.account}:${queue}`
      return [{ action: `sqs:${operation}`, resource }, ...withKey("sqs", ["Decrypt", "GenerateDataKey"], place)]
    }
    default:
      return [{ action: target, resource: "*" }]
  }
}

const s3Arn = (path: string) => `arn:aws:s3:::${decodeURIComponent(path).replace(/^\//, "")}`

const bucketOf = (path: string) => path.split("/").slice(0, 2).join("/")

const reads = (path: string, isRead: boolean, place: Place): ReadonlyArray<Call> => [
  { action: "s3:GetObject", resource: s3Arn(path) },
  ...(isRead ? withKey("s3", ["Decrypt"], place) : [])
]

const ofS3 = ({ body, headers, method, path, status }: Exchange, place: Place): ReadonlyArray<Call> => {
  const [, , key = ""] = /^\/([^/]+)\/?(.*)$/s.exec(path) ?? []
  const writes: ReadonlyArray<Call> = [
    { action: "s3:PutObject", resource: s3Arn(path) },
    ...withKey("s3", ["GenerateDataKey"], place)
  ]
  if (method === "POST") {
    const [, posted = ""] = /name="key"\r?\n\r?\n([^\r\n]+)/.exec(body) ?? []
    return [
      { action: "s3:PutObject", resource: s3Arn(`${bucketOf(path)}/${posted}`) },
      ...withKey("s3", ["GenerateDataKey"], place)
    ]
  }
  if (key === "") return method === "GET" ? [{ action: "s3:ListBucket", resource: s3Arn(bucketOf(path)) }] : []
  // Without the right to list, S3 says 403 where it should say that there is nothing.
  const missing: ReadonlyArray<Call> =
    status === 404 ? [{ action: "s3:ListBucket", resource: s3Arn(bucketOf(path)) }] : []
  switch (method) {
    case "HEAD":
      return [...reads(path, false, place), ...missing]
    case "GET":
      return [...reads(path, status === 200, place), ...missing]
    case "PUT": {
      const source = headers["x-amz-copy-source"]
      return [...writes, ...(typeof source === "string" ? reads(`/${source.replace(/^\//, "")}`, true, place) : [])]
    }
    default:
      return [{ action: `s3:${method === "DELETE" ? "DeleteObject" : method}`, resource: s3Arn(path) }]
  }
}

/** What a caller must be allowed to do for this to have gone as it went. */
export const callsOf = (exchange: Exchange, place: Place): ReadonlyArray<Call> => {
  const target = exchange.headers["x-amz-target"]
  if (typeof target === "string") return ofJson(target, JSON.parse(exchange.body === "" ? "{}" : exchange.body), place)
  const [, model] = /^\/model\/([^/]+)\/converse/.exec(exchange.path) ?? []
  if (model !== undefined) {
    const profile = `inference-profile/${decodeURIComponent(model)}`
    return [{ action: "bedrock:InvokeModel", resource: `arn:aws:bedrock:${place.region}:${place.account}:${profile}` }]
  }
  return ofS3(exchange, place)
}

/** Whose credentials signed it: those of the caller, or of who granted an upload by a form. */
export const principalOf = ({ body, headers }: Pick<Exchange, "body" | "headers">): string | undefined => {
  const [, signed] = /Credential=([^/]+)\//.exec(String(headers["authorization"] ?? "")) ?? []
  const [, posted] = /name="x-amz-credential"\r?\n\r?\n([^/]+)\//i.exec(body) ?? []
  return signed ?? posted
}
