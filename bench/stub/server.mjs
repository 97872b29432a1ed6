// The stub of AWS: fixed answers over TLS, in a process of its own. Its first message holds them; it answers with its port.
import { createServer } from "node:https"
import { requestName } from "../../packages/handlers/build/rehearsal/requestName.mjs"

const serve = ({ answers, key, cert }) => {
  const server = createServer({ key, cert }, (request, response) => {
    const chunks = []
    request.on("data", (chunk) => chunks.push(chunk))
    request.on("end", () => {
      const { method, url: path, headers } = request
      const answer = answers[requestName({ method, path, headers }, Buffer.concat(chunks))]
      response.writeHead(answer === undefined ? 500 : 200, { "content-type": "application/x-amz-json-1.0" })
      response.end(JSON.stringify(answer ?? {}))
    })
  })
  server.listen(0, "127.0.0.1", () => process.send(server.address().port))
}

process.once("message", serve)
process.on("disconnect", () => process.exit(0))
