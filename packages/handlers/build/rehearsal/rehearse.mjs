// One process per function: invokes it as Lambda would, against a stub of AWS, and keeps what V8 has compiled by then.
import { readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import { dirname } from "node:path"
import { Script } from "node:vm"
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
        response.end(answer === undefined ? missing : JSON.stringify(answer))
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

process.once("message", async ({ file, cache, answers, events }) => {
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${await listen(answers)}`
  const script = new Script(readFileSync(file, "utf8"), { filename: file })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file))
  const endings = []
  for (const event of events) endings.push(await endingOf(module.exports.handler(event, aws)))
  writeFileSync(cache, script.createCachedData())
  process.send(endings, () => process.exit(0))
})
