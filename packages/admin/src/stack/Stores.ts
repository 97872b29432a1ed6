import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as S3JobStore from "@serenya/adapters-aws/jobs/S3JobStore"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as S3ErasureLedger from "@serenya/adapters-aws/privacy/S3ErasureLedger"
import { ErasureLedgerSecret } from "@serenya/adapters-aws/resources/ErasureLedgerSecret"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as DynamoUserDirectory from "@serenya/adapters-aws/users/DynamoUserDirectory"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import { trouble } from "@serenya/local/cli/Trouble"
import * as FileStack from "@serenya/local/stack/FileStack"
import * as Provision from "@serenya/local/stack/Provision"
import * as Settings from "@serenya/local/stack/Settings"
import * as StateFolder from "@serenya/local/stores/StateFolder"
import { Effect, Layer, Option } from "effect"

/** Where a command works, as its flags say. */
export interface Where {
  readonly endpoint: Option.Option<string>
  readonly local: Option.Option<string>
  readonly table: Option.Option<string>
}

const environment = Effect.sync(() => process.env)

/** The deployed adapters that erasing takes. */
export const adapters = Layer.mergeAll(
  DynamoUserStore.layer,
  DynamoUserDirectory.layer,
  DynamoSubscriptionLedger.layer,
  S3DocumentVault.layer,
  S3JobStore.layer.pipe(Layer.provide(WebCryptoRandomIds.layer)),
  S3ErasureLedger.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer))
).pipe(Layer.provide([Dynamo.layer, S3.layer, SecretsManager.layer]))

const required = [
  "AWS_REGION",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  ...[UserTable, TempBucket, EventsBucket, ErasureLedgerSecret].map(({ env }) => env)
]

/** The stage that the environment names; at an endpoint, what `pnpm start --endpoint` made there. */
const deployed = Effect.fnUntraced(function* ({ endpoint, table }: Where) {
  const settings: Settings.Settings = {
    ...(Option.isSome(endpoint) && { ...Provision.names, AWS_ENDPOINT_URL: endpoint.value }),
    ...(yield* environment),
    ...(Option.isSome(table) && { [UserTable.env]: table.value })
  }
  const missing = required.filter((name) => !settings[name])
  if (missing.length > 0)
    return yield* trouble(`Set ${missing.join(", ")}, or name a place with --endpoint or --local.`)
  return Layer.provide(adapters, Settings.provider(settings))
})

/** `pnpm` runs scripts in the workspace; a person names folders from where they are. */
const folderOf = (named: string, settings: Settings.Settings) => resolve(settings["INIT_CWD"] ?? ".", named)

const files = Effect.fnUntraced(function* (named: string) {
  const settings = yield* environment
  const folder = folderOf(named, settings)
  if (!existsSync(folder)) return yield* trouble(`There is no state folder ${folder}.`)
  const state = StateFolder.layer(folder)
  const opened = yield* Effect.provide(FileStack.open("http://127.0.0.1/uploads", settings), state)
  return Layer.provide(opened.layer, state)
})

const stores = Effect.fnUntraced(function* (where: Where) {
  if (Option.isNone(where.local)) return yield* deployed(where)
  if (Option.isSome(where.endpoint) || Option.isSome(where.table)) {
    return yield* trouble("--local has its own table and objects: leave out --endpoint and --table.")
  }
  return yield* files(where.local.value)
})

/** `Erasures` and the directory over the stores that the flags name. */
export const layer = (where: Where) => Erasures.layer.pipe(Layer.provideMerge(Layer.unwrap(stores(where))))
