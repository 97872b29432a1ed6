import { describe, expect, it } from "vitest"
import { type Exchange, callsOf, principalOf } from "./deployed/Call.ts"
import * as Permissions from "./deployed/Permissions.ts"
import { grantsOf } from "./deployed/Statement.ts"

const masterKey = "arn:aws:kms:eu-west-1:1:key/k"
const place = { region: "eu-west-1", account: "1", masterKey }
const names = { TEMP_BUCKET: "temp", USER_TABLE: "people", MASTER_KEY: masterKey }

const calls = (exchange: Partial<Exchange>) =>
  callsOf(
    { method: "GET", path: "/", query: new URLSearchParams(), headers: {}, body: "", status: 200, ...exchange },
    place
  ).map(({ action, resource, via }) => [action, Permissions.spelled(resource, names), via].filter(Boolean).join(" "))

const json = (target: string, body: object) =>
  calls({ method: "POST", headers: { "x-amz-target": target }, body: JSON.stringify(body) })

describe("what a request takes", () => {
  it("is the parts of a transaction", () => {
    const TableName = "people"
    const TransactItems = [{ Put: { TableName } }, { Delete: { TableName } }, { ConditionCheck: { TableName } }]
    expect(json("DynamoDB_20120810.TransactWriteItems", { TransactItems })).toEqual([
      "dynamodb:PutItem USER_TABLE",
      "dynamodb:DeleteItem USER_TABLE",
      "dynamodb:ConditionCheckItem USER_TABLE"
    ])
    expect(json("DynamoDB_20120810.BatchGetItem", { RequestItems: { people: {} } })).toEqual([
      "dynamodb:BatchGetItem USER_TABLE"
    ])
    expect(json("DynamoDB_20120810.Query", { TableName })).toEqual(["dynamodb:Query USER_TABLE"])
    expect(json("DynamoDB_20120810.Query", { TableName, IndexName: "i" })).toEqual([
      "dynamodb:Query USER_TABLE/index/i"
    ])
  })

  it("is the key, where S3 opens or closes what it encrypts", () => {
    expect(calls({ path: "/temp/outgoing/j" })).toEqual([
      "s3:GetObject TEMP_BUCKET/outgoing/j",
      "kms:Decrypt MASTER_KEY s3"
    ])
    expect(calls({ method: "HEAD", path: "/temp/outgoing/j" })).toEqual(["s3:GetObject TEMP_BUCKET/outgoing/j"])
    const headers = { "x-amz-copy-source": "temp/incoming/j" }
    expect(calls({ method: "PUT", path: "/temp/incoming/j", headers })).toEqual([
      "s3:PutObject TEMP_BUCKET/incoming/j",
      "kms:GenerateDataKey MASTER_KEY s3",
      "s3:GetObject TEMP_BUCKET/incoming/j",
      "kms:Decrypt MASTER_KEY s3"
    ])
  })

  it("is the right to list, where nothing is found or everything is asked for", () => {
    expect(calls({ path: "/temp/outgoing/j", status: 404 })).toEqual([
      "s3:GetObject TEMP_BUCKET/outgoing/j",
      "s3:ListBucket TEMP_BUCKET"
    ])
    expect(calls({ path: "/temp/" })).toEqual(["s3:ListBucket TEMP_BUCKET"])
  })

  it("is what the form says that somebody uploads", () => {
    const field = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const body = field("X-Amz-Credential", "upload/20260101/eu-west-1/s3/aws4_request") + field("key", "incoming/j")
    expect(principalOf({ headers: {}, body })).toBe("upload")
    expect(calls({ method: "POST", path: "/temp", body })).toEqual([
      "s3:PutObject TEMP_BUCKET/incoming/j",
      "kms:GenerateDataKey MASTER_KEY s3"
    ])
  })
})

describe("what a function may do", () => {
  const statement = (Action: unknown, Resource: unknown, Condition?: object) => ({
    Effect: "Allow",
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition })
  })
  const grants = grantsOf({
    Statement: [
      statement(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::temp/claims/*"),
      statement("kms:Decrypt", masterKey, { Null: { "kms:EncryptionContext:userId": "false" } }),
      statement("kms:Decrypt", masterKey, { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } })
    ]
  })
  const claims = "arn:aws:s3:::temp/claims/j"
  const conduct = (...calls: Permissions.Conduct["calls"]) => [{ name: "f", grants, calls }]

  it("covers a call of the same action, on the same resource, on the same terms", () => {
    expect(
      Permissions.denied(
        conduct(
          { action: "s3:GetObject", resource: claims },
          { action: "kms:Decrypt", resource: masterKey, namesPerson: true },
          { action: "kms:Decrypt", resource: masterKey, via: "s3" }
        ),
        names
      )
    ).toEqual([])
    expect(
      Permissions.denied(
        conduct(
          { action: "s3:GetObject", resource: "arn:aws:s3:::temp/outgoing/j" },
          { action: "s3:DeleteObject", resource: claims },
          { action: "kms:Decrypt", resource: masterKey, namesPerson: false },
          { action: "kms:Decrypt", resource: masterKey, via: "sqs" }
        ),
        names
      )
    ).toEqual([
      "f: kms:Decrypt MASTER_KEY",
      "f: kms:Decrypt MASTER_KEY by sqs",
      "f: s3:DeleteObject TEMP_BUCKET/claims/j",
      "f: s3:GetObject TEMP_BUCKET/outgoing/j"
    ])
  })

  it("is idle, has a reason, or has a reason that is spent", () => {
    const idle = Permissions.idle(conduct({ action: "s3:GetObject", resource: claims }), names)
    expect(idle).toEqual([
      "f: kms:Decrypt MASTER_KEY",
      "f: kms:Decrypt MASTER_KEY by s3",
      "f: s3:PutObject TEMP_BUCKET/claims/*"
    ])
    const reasons = [
      { functions: ["f", "g"], grants: ["s3:PutObject TEMP_BUCKET/claims/*"], reason: "because" },
      { grants: ["s3:GetObject TEMP_BUCKET/claims/*"], reason: "because", met: "by chance" as const },
      { grants: ["kms:Decrypt MASTER_KEY", "s3:GetObject TEMP_BUCKET/claims/*"], reason: "because" }
    ]
    expect(Permissions.unexplained(idle, reasons)).toEqual(["f: kms:Decrypt MASTER_KEY by s3"])
    expect(Permissions.spent(idle, reasons)).toEqual([
      "g: s3:PutObject TEMP_BUCKET/claims/*",
      "all: s3:GetObject TEMP_BUCKET/claims/*"
    ])
  })

  it("is not guessed where a statement says more than is understood", () => {
    const condition = { StringEquals: { "aws:SourceVpc": "vpc" } }
    expect(() => grantsOf({ Statement: [statement("s3:GetObject", claims, condition)] })).toThrow(/not understood/)
    expect(() => grantsOf({ Statement: [{ ...statement("s3:GetObject", claims), Effect: "Deny" }] })).toThrow()
  })
})
