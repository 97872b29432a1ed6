import {
  GetAliasCommand,
  type LambdaClient,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  UpdateAliasCommand
} from "@aws-sdk/client-lambda"
import { Data, DateTime, Effect, Option, Stream } from "effect"
import { awsCall } from "../aws/AwsCall.ts"

/** The alias that everything calls. */
const live = "live"

/** A version as it was published; it never changes. */
export interface Version {
  readonly version: string
  readonly publishedAt: DateTime.Utc
}

/** A function with its versions, and the one that answers; `revision` is the alias's, which a move demands. */
export interface Deployed {
  readonly name: string
  readonly live: string
  readonly revision: string
  readonly versions: ReadonlyArray<Version>
}

/** Somebody moved the alias since it was read. */
export class AliasMoved extends Data.TaggedError("AliasMoved")<{ readonly name: string }> {
  override get message() {
    return `Somebody else moved ${this.name} at the same time`
  }
}

const named = (cause: unknown, name: string): boolean => cause instanceof Error && cause.name === name

class NoAlias extends Data.TaggedError("NoAlias") {}

const namesOf = (client: LambdaClient, prefix: string) =>
  Stream.paginate(Option.none<string>(), (after) => {
    const command = new ListFunctionsCommand(Option.isSome(after) ? { Marker: after.value } : {})
    return awsCall("storage", "LiveVersions.names", (options) => client.send(command, options)).pipe(
      Effect.map(({ Functions = [], NextMarker }) => [
        Functions.flatMap(({ FunctionName = "" }) => (FunctionName.startsWith(prefix) ? [FunctionName] : [])),
        Option.map(Option.fromUndefinedOr(NextMarker), Option.some)
      ])
    )
  })

const versionsOf = (client: LambdaClient, FunctionName: string) =>
  Stream.paginate(Option.none<string>(), (after) => {
    const command = new ListVersionsByFunctionCommand({
      FunctionName,
      ...(Option.isSome(after) && { Marker: after.value })
    })
    return awsCall("storage", "LiveVersions.versions", (options) => client.send(command, options)).pipe(
      Effect.map(({ NextMarker, Versions = [] }) => [
        Versions.flatMap(({ LastModified = "", Version = "" }) =>
          /^\d+$/.test(Version)
            ? [{ version: Version, publishedAt: DateTime.makeUnsafe(LastModified.replace("+0000", "Z")) }]
            : []
        ),
        Option.map(Option.fromUndefinedOr(NextMarker), Option.some)
      ])
    )
  }).pipe(Stream.runCollect)

const aliasOf = (client: LambdaClient, FunctionName: string) =>
  awsCall(
    "storage",
    "LiveVersions.alias",
    (options) => client.send(new GetAliasCommand({ FunctionName, Name: live }), options),
    (cause) => (named(cause, "ResourceNotFoundException") ? new NoAlias() : undefined)
  ).pipe(Effect.option)

const deployedOf = Effect.fnUntraced(function* (client: LambdaClient, name: string) {
  const alias = yield* aliasOf(client, name)
  if (Option.isNone(alias)) return []
  const { FunctionVersion = "", RevisionId = "" } = alias.value
  return [
    { name, live: FunctionVersion, revision: RevisionId, versions: yield* versionsOf(client, name) } satisfies Deployed
  ]
})

/** Every function whose name begins so and that has the alias, by name. */
export const list = Effect.fn("LiveVersions.list")(function* (client: LambdaClient, prefix: string) {
  const names = yield* Stream.runCollect(namesOf(client, prefix))
  const found = yield* Effect.forEach(names, (name) => deployedOf(client, name), { concurrency: 4 })
  return found.flat().toSorted((left, right) => left.name.localeCompare(right.name))
})

/** Has another version answer from now on. A refusal is looked at: an earlier attempt, its answer lost, may have done it. */
export const move = Effect.fn("LiveVersions.move")(function* (
  client: LambdaClient,
  { name, revision }: Deployed,
  version: string
) {
  const command = new UpdateAliasCommand({
    FunctionName: name,
    Name: live,
    FunctionVersion: version,
    RevisionId: revision,
    RoutingConfig: { AdditionalVersionWeights: {} }
  })
  yield* awsCall(
    "storage",
    "LiveVersions.move",
    (options) => client.send(command, options),
    (cause) => (named(cause, "PreconditionFailedException") ? new AliasMoved({ name }) : undefined)
  ).pipe(
    Effect.catchTag("AliasMoved", (moved) =>
      Effect.flatMap(aliasOf(client, name), (alias) =>
        Option.exists(alias, ({ FunctionVersion }) => FunctionVersion === version) ? Effect.void : Effect.fail(moved)
      )
    )
  )
})
