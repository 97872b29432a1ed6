import { maxDocumentBytes } from "@serenya/domain/jobs/DocumentVault"
import { Effect, Option } from "effect"
import type { FileUploads, PostedForm } from "../stores/FileUploads.ts"
import type { UploadFault } from "../stores/UploadPolicy.ts"
import type { Answer, Incoming } from "./Http.ts"

/** The file and what surrounds it in the form. */
const maxFormBytes = maxDocumentBytes + 64 * 1024

type Fault = UploadFault | "MethodNotAllowed" | "InternalError"

const statuses: Readonly<Record<Fault, number>> = {
  AccessDenied: 403,
  ExpiredToken: 403,
  EntityTooSmall: 400,
  EntityTooLarge: 400,
  BadDigest: 400,
  MalformedPOSTRequest: 400,
  MethodNotAllowed: 405,
  InternalError: 500
}

const messages: Readonly<Record<Fault, string>> = {
  AccessDenied: "Invalid according to Policy: a field or the signature is not what was granted.",
  ExpiredToken: "Invalid according to Policy: Policy expired.",
  EntityTooSmall: "Your proposed upload is smaller than the minimum allowed size.",
  EntityTooLarge: "Your proposed upload exceeds the maximum allowed size.",
  BadDigest: "The SHA256 you specified did not match the calculated checksum.",
  MalformedPOSTRequest:
    "The body of your POST request is not well-formed multipart/form-data whose last field is the file.",
  MethodNotAllowed: "The specified method is not allowed against this resource.",
  InternalError: "We encountered an internal error. Please try again."
}

const refusal = (fault: Fault): Answer => ({
  status: statuses[fault],
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${fault}</Code><Message>${messages[fault]}</Message></Error>`
})

/** As S3: fields after the file do not count, and the file's own name is nobody's business. */
const parse = async (contentType: string, body: Uint8Array<ArrayBuffer>): Promise<PostedForm> => {
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData()
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value !== "string" && name === "file")
      return { fields, bytes: new Uint8Array(await value.arrayBuffer()) }
    if (typeof value !== "string" || Object.hasOwn(fields, name)) throw new Error("A field is a file or stands twice")
    fields[name] = value
  }
  throw new Error("There is no file")
}

/** Takes posted forms as S3 does. */
export const make = (uploads: FileUploads["Service"]) =>
  Effect.fnUntraced(function* (request: Incoming): Effect.fn.Return<Answer> {
    if (request.method !== "POST") return refusal("MethodNotAllowed")
    const body = yield* Effect.option(request.body(maxFormBytes))
    if (Option.isNone(body)) return refusal("EntityTooLarge")
    const form = yield* Effect.option(Effect.tryPromise(() => parse(request.header("content-type") ?? "", body.value)))
    if (Option.isNone(form)) return refusal("MalformedPOSTRequest")
    return yield* uploads.receive(form.value).pipe(
      Effect.as<Answer>({ status: 204, headers: {}, body: "" }),
      Effect.catchTag("UploadRefused", ({ fault }) => Effect.succeed(refusal(fault))),
      Effect.catchTag("Unavailable", (cause) =>
        Effect.as(Effect.logError("document not stored", cause), refusal("InternalError"))
      )
    )
  })
