import { Effect } from "effect"

const scope = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`
})

/** The end of an archive that holds nothing; its comment makes one differ from another. */
const zip = (comment: string): string => {
  const text = Buffer.from(comment)
  const end = Buffer.alloc(22)
  end.write("PK\u0005\u0006", "latin1")
  end.writeUInt16LE(text.length, 20)
  return Buffer.concat([end, text]).toString("base64")
}

/** Lambda as moto plays it: what CloudFormation does at a deployment. */
export const at = (endpoint: string) => {
  const call = (method: string, path: string, body?: object): Effect.Effect<Record<string, unknown>> =>
    Effect.promise(async () => {
      const response = await fetch(`${endpoint}/2015-03-31/functions${path}`, {
        method,
        headers: { ...scope("lambda"), "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return JSON.parse(text)
    })

  const role = Effect.promise(() =>
    fetch(endpoint, {
      method: "POST",
      headers: { ...scope("iam"), "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        Action: "CreateRole",
        Version: "2010-05-08",
        RoleName: "lambda",
        AssumeRolePolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }]
        })
      })
    })
  )

  const publish = (name: string) => Effect.map(call("POST", `/${name}/versions`, {}), ({ Version }) => String(Version))

  return {
    role,
    /** Makes the function, publishes its first version, and has it answer. */
    create: Effect.fnUntraced(function* (name: string) {
      yield* call("POST", "", {
        FunctionName: name,
        Runtime: "nodejs22.x",
        Role: "arn:aws:iam::123456789012:role/lambda",
        Handler: "index.handler",
        Code: { ZipFile: zip("first") }
      })
      yield* call("POST", `/${name}/aliases`, { Name: "live", FunctionVersion: yield* publish(name) })
    }),
    /** New code, published, and answering. */
    deploy: Effect.fnUntraced(function* (name: string, code: string) {
      yield* call("PUT", `/${name}/code`, { ZipFile: zip(code) })
      yield* call("PUT", `/${name}/aliases/live`, { FunctionVersion: yield* publish(name) })
    }),
    live: (name: string) =>
      Effect.map(call("GET", `/${name}/aliases/live`), ({ FunctionVersion }) => String(FunctionVersion))
  }
}
