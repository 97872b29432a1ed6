import { once } from "node:events"
import { createServer, type IncomingMessage, request as requestTo } from "node:http"
import { Effect } from "effect"
import * as ModelScript from "./ModelScript.ts"
import { nothing, plus, shown, type Usage } from "./Usage.ts"

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage["headers"]
  readonly body: Buffer
}

interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage["headers"]
  readonly body: Buffer
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const forward = ({ body, headers, method, url }: Asked, to: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = requestTo(new URL(url, to), { method, headers: { ...headers, "content-length": body.length } })
    request.on("error", reject)
    request.on("response", (response) => {
      bodyOf(response).then(
        (body) => resolve({ status: response.statusCode ?? 500, headers: response.headers, body }),
        reject
      )
    })
    request.end(body)
  })

const reads = new Set(["GetItem", "Query"])

/** The table is asked to say what each call took. */
const measured = (asked: Asked): Asked => ({
  ...asked,
  body: Buffer.from(JSON.stringify({ ...JSON.parse(asked.body.toString("utf8")), ReturnConsumedCapacity: "TOTAL" }))
})

const unitsIn = (answer: Answer, operation: string): Partial<Usage> => {
  const { ConsumedCapacity } = JSON.parse(answer.body.toString("utf8"))
  const units = [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits }) => sum + Number(CapacityUnits), 0)
  return { tableCalls: 1, ...(reads.has(operation) ? { readUnits: units } : { writeUnits: units }) }
}

/** S3 asks for a listing what it asks for a write, and nothing for a deletion. */
const objectUsage = ({ method, url }: Asked): Partial<Usage> => {
  if (method === "DELETE") return { objectDeletes: 1 }
  if (method === "PUT" || method === "POST" || url.includes("list-type=")) return { objectWrites: 1 }
  return { objectReads: 1 }
}

const otherUsage = (asked: Asked, target: string): Partial<Usage> => {
  if (target.startsWith("TrentService.")) return { keyRequests: 1 }
  if (target.startsWith("secretsmanager.")) return { secretRequests: 1 }
  if (target.startsWith("AmazonSQS.")) return { queueRequests: 1 }
  return objectUsage(asked)
}

/**
 * Stands between the functions and what plays AWS for them: DynamoDB on one engine, which counts its units, a scripted
 * model, all else on another. Whatever goes over the wire is put down to whoever runs at that moment.
 */
export const start = (engines: { readonly table: string; readonly others: string }) =>
  Effect.gen(function* () {
    let account: Record<string, Usage> = {}
    let running = "phone"
    const eventBytes: Array<number> = []

    const add = (usage: Partial<Usage>) => {
      account = { ...account, [running]: plus(account[running] ?? nothing, usage) }
    }

    const answer = async (asked: Asked): Promise<Answer> => {
      const target = String(asked.headers["x-amz-target"] ?? "")
      if (target.startsWith("DynamoDB_")) {
        const answered = await forward(measured(asked), engines.table)
        add(unitsIn(answered, target.split(".")[1] ?? ""))
        return answered
      }
      if (asked.url.endsWith("/converse")) {
        const body = ModelScript.answerTo(asked.body.toString("utf8"))
        add({ modelCalls: 1, modelInputCharacters: asked.body.length, modelOutputCharacters: body.length })
        return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(body) }
      }
      add(otherUsage(asked, target))
      if (asked.method === "PUT" && asked.url.includes("/observability/")) eventBytes.push(asked.body.length)
      return forward(asked, engines.others)
    }

    const server = yield* Effect.acquireRelease(
      Effect.promise(async () => {
        const server = createServer((request, response) => {
          const { headers, method = "GET", url = "/" } = request
          bodyOf(request)
            .then((body) => answer({ method, url, headers, body }))
            .then(({ body, headers, status }) => {
              const { connection: _, "transfer-encoding": __, ...kept } = headers
              return response.writeHead(status, kept).end(body)
            })
            .catch((cause: unknown) => response.destroy(cause instanceof Error ? cause : undefined))
        }).listen(0, "127.0.0.1")
        await once(server, "listening")
        return server
      }),
      (server) =>
        Effect.callback<void>((resume) => {
          server.closeAllConnections()
          server.close(() => resume(Effect.void))
        })
    )
    const address = server.address()
    const port = typeof address === "object" ? address?.port : undefined

    return {
      url: `http://127.0.0.1:${port}`,
      eventBytes,
      /** Puts what happens meanwhile down to this function, with what it writes to its log. */
      running: async <A>(name: string, work: () => Promise<A>): Promise<A> => {
        const before = running
        running = name
        add({ invocations: 1 })
        const write = process.stdout.write
        process.stdout.write = (chunk: string | Uint8Array) => {
          add({ logBytes: Buffer.byteLength(chunk) })
          if (String(chunk).includes("ERROR")) process.stderr.write(chunk)
          return true
        }
        try {
          return await work()
        } finally {
          process.stdout.write = write
          running = before
        }
      },
      /** What was taken since it was last asked, by function. */
      taken: (): Readonly<Record<string, Partial<Usage>>> => {
        const taken = Object.fromEntries(
          Object.entries(account)
            .toSorted(([left], [right]) => left.localeCompare(right))
            .map(([name, usage]) => [name, shown(usage)])
        )
        account = {}
        return taken
      }
    }
  })

export type AwsMeter = Effect.Success<ReturnType<typeof start>>
