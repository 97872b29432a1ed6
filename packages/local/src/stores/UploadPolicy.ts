import type { DateTime } from "effect"
import { Option, Schema } from "effect"

/** What a posted form must say and hold to be taken: a presigned POST's policy in our words. `fields` are exact. */
export const UploadPolicy = Schema.Struct({
  expiresAt: Schema.DateTimeUtcFromMillis,
  fields: Schema.Record(Schema.String, Schema.String),
  minBytes: Schema.Int,
  maxBytes: Schema.Int
})
export type UploadPolicy = typeof UploadPolicy.Type

const PolicyText = Schema.fromJsonString(UploadPolicy)
export const encodePolicy = Schema.encodeEffect(PolicyText)
export const decodePolicy = Schema.decodeUnknownOption(PolicyText)

export const UploadFault = Schema.Literals([
  "AccessDenied",
  "ExpiredToken",
  "EntityTooSmall",
  "EntityTooLarge",
  "BadDigest",
  "MalformedPOSTRequest"
])
export type UploadFault = typeof UploadFault.Type

const sameFields = (left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean =>
  Object.keys(left).length === Object.keys(right).length &&
  Object.entries(left).every(([name, value]) => right[name] === value)

/** The form as it arrived: `fields` without policy and signature, the checksum computed here, in base64. */
export interface ArrivedForm {
  readonly fields: Readonly<Record<string, string>>
  readonly size: number
  readonly checksumSha256: string
}

/** What is wrong with a form under its policy. The policy's signature must have been checked. */
export const faultOf = (policy: UploadPolicy, form: ArrivedForm, now: DateTime.Utc): Option.Option<UploadFault> => {
  if (!sameFields(policy.fields, form.fields)) return Option.some("AccessDenied")
  if (now.epochMilliseconds >= policy.expiresAt.epochMilliseconds) return Option.some("ExpiredToken")
  if (form.size < policy.minBytes) return Option.some("EntityTooSmall")
  if (form.size > policy.maxBytes) return Option.some("EntityTooLarge")
  return form.checksumSha256 === policy.fields["x-amz-checksum-sha256"] ? Option.none() : Option.some("BadDigest")
}
