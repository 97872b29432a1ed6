// Replaces https.request before a bundle is loaded: what remains of a call is the SDK's own work.
import { requestName } from "../../packages/handlers/build/rehearsal/requestName.mjs"

const { EventEmitter } = process.getBuiltinModule("node:events")
const { Readable } = process.getBuiltinModule("node:stream")
const https = process.getBuiltinModule("node:https")

const headers = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "bench" }

class StubRequest extends EventEmitter {
  constructor(answers, options, onResponse) {
    super()
    this.answers = answers
    this.options = options
    this.onResponse = onResponse
    this.socket = null
  }

  setTimeout() {
    return this
  }

  write() {
    throw new Error("The SDK is expected to send its bodies whole")
  }

  destroy() {
    return this
  }

  end(body) {
    setImmediate(() => {
      const text = this.answers[requestName(this.options, body)]
      const response = Readable.from([text ?? Buffer.from("{}")], { objectMode: false })
      this.onResponse(Object.assign(response, { statusCode: text === undefined ? 500 : 200, headers }))
      this.emit("close")
    })
    return this
  }
}

export const stub = (answers) => {
  const bytes = Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [key, Buffer.from(JSON.stringify(value))])
  )
  https.request = (options, onResponse) => new StubRequest(bytes, options, onResponse)
  process.getBuiltinModule("node:module").syncBuiltinESMExports()
}
