// One process per function: invokes it as Lambda would, against a stub of AWS, and keeps what V8 has compiled by then.
import { writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { requestName } from "./requestName.mjs"

const missing = "<Error><Code>NoSuchKey</Code></Error>"

const listen = (answers) =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const chunks = []
      request.on("data", (chunk) => chunks.push(chunk))
      request.on("end", () => {
        const { method, url: path, headers } = request
        const answer = answers[requestName({ method, path, headers }, Buffer.concat(chunks))]
        response.writeHead(answer === undefined ? 404 : 200, { etag: '"rehearsal"' })
        response.end(answer === undefined ? missing : typeof answer === "string" ? answer : JSON.stringify(answer))
      })
    })
    server.listen(0, "127.0.0.1", () => resolve(server.address().port))
  })

const aws = {
  functionName: "rehearsal",
  awsRequestId: "1f0e9c34-5b1a-4a7e-9d0f-0d9a5a3c2b11",
  getRemainingTimeInMillis: () => 30_000
}

const endingOf = (invocation) =>
  invocation.then(
    (result) => result?.statusCode ?? "returned",
    () => "rejected"
  )

const rehearse = async (handler, events) => {
  const endings = []
  for (const event of events) endings.push(await endingOf(handler(event, aws)))
  return endings
}

// What comes later in a function's life is rehearsed after its cache is made: a start has no use for it.
process.once("message", async ({ file, cache, answers, events, laterEvents }) => {
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${await listen(answers)}`
  const { handler, script } = await import(file)
  const endings = await rehearse(handler, events)
  writeFileSync(cache, script.createCachedData())
  process.send([...endings, ...(await rehearse(handler, laterEvents))], () => process.exit(0))
})
