import { createHash } from "node:crypto"
import * as KeySecret from "@serenya/adapters-aws/keys/KeySecret"
import { EmailIndexSecret } from "@serenya/adapters-aws/resources/EmailIndexSecret"
import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { TokenSecret } from "@serenya/adapters-aws/resources/TokenSecret"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { Effect } from "effect"
import type { EmulatorCalls } from "./EmulatorCalls.ts"

/** What the resources are called at the endpoint, by the variables under which the adapters look for them. */
export const names = {
  [UserTable.env]: "serenya-local",
  [TempBucket.env]: "serenya-temp-files-local",
  [MasterKey.env]: "alias/serenya-local",
  [TokenSecret.env]: "serenya/local/access-token",
  [EmailIndexSecret.env]: "serenya/local/email-index"
}

export const bucket = names[TempBucket.env]

const lifecycle =
  `<LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ID>expire</ID><Filter><Prefix></Prefix></Filter>` +
  `<Status>Enabled</Status><Expiration><Days>${TempBucket.expireAfterDays}</Days></Expiration></Rule></LifecycleConfiguration>`

const location = (region: string): string =>
  region === "us-east-1"
    ? ""
    : `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`

const makeBucket = Effect.fnUntraced(function* ({ s3 }: EmulatorCalls, region: string) {
  yield* s3("PUT", `/${bucket}`, { body: location(region) }, ["BucketAlreadyOwnedByYou"])
  const headers = { "content-md5": createHash("md5").update(lifecycle).digest("base64") }
  yield* s3("PUT", `/${bucket}`, { query: "lifecycle=", body: lifecycle, headers })
})

const makeKey = Effect.fnUntraced(function* ({ json }: EmulatorCalls) {
  const AliasName = names[MasterKey.env]
  const known = yield* json("TrentService.DescribeKey", { KeyId: AliasName }, ["NotFoundException"])
  if (known.status === 200) return
  const made = yield* json("TrentService.CreateKey", { Description: "Serenya, local" })
  const {
    KeyMetadata: { KeyId: TargetKeyId }
  } = JSON.parse(made.text)
  yield* json("TrentService.CreateAlias", { AliasName, TargetKeyId }, ["AlreadyExistsException"])
})

const makeSecret = Effect.fnUntraced(function* ({ json }: EmulatorCalls, Name: string) {
  const SecretString = yield* KeySecret.generate
  yield* json("secretsmanager.CreateSecret", { Name, SecretString, ClientRequestToken: crypto.randomUUID() }, [
    "ResourceExistsException"
  ])
})

/** Bucket, key and secrets, where they are missing; what is there stays as it is. The table is `createTable`'s. */
export const provision = Effect.fnUntraced(function* (calls: EmulatorCalls, region: string) {
  yield* makeBucket(calls, region)
  yield* makeKey(calls)
  yield* makeSecret(calls, names[TokenSecret.env])
  yield* makeSecret(calls, names[EmailIndexSecret.env])
})
