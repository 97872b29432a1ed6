import type { Needs } from "@serenya/adapters-aws/resources/Resource"
import { PolicyStatement } from "aws-cdk-lib/aws-iam"

/** A deployed resource: what the functions call it, and what IAM calls it. */
export type Deployed =
  | { readonly kind: "bucket" | "key" | "queue" | "secret"; readonly name: string; readonly arn: string }
  | { readonly kind: "table"; readonly name: string; readonly arn: string; readonly streamArn: string }
  | { readonly kind: "model"; readonly name: string; readonly arns: ReadonlyArray<string> }

/** By the environment variable under which the adapters look for it. */
export type Resources = Readonly<Record<string, Deployed>>

const onBucket = new Set(["s3:ListBucket"])
const onStream = new Set(["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"])

const allow = (actions: ReadonlyArray<string>, resources: ReadonlyArray<string>, conditions = {}) =>
  new PolicyStatement({ actions: actions.toSorted(), resources: [...resources], conditions })

/** With the key, only through the service that holds what it encrypts. */
const through = (service: "s3" | "secretsmanager" | "sqs", region: string) => ({
  StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` }
})

const union = <A>(...lists: ReadonlyArray<ReadonlyArray<A>>): ReadonlyArray<A> => [...new Set(lists.flat())]

const prefixesOf = ({ resource }: Needs): ReadonlyArray<string> =>
  "prefixes" in resource ? Object.values(resource.prefixes) : []

/** Needs of one resource, of the same part of one bucket, or of one index of a table, as one. */
const merged = (needs: ReadonlyArray<Needs>): ReadonlyArray<Needs> =>
  Object.values(
    Object.groupBy(needs, (need) => [need.resource.env, need.index ?? "", ...prefixesOf(need)].join(" "))
  ).flatMap((group = []) =>
    group.slice(0, 1).map(({ index, resource }) => ({
      resource,
      ...(index !== undefined && { index }),
      actions: union(...group.map(({ actions }) => actions)),
      encryption: union(...group.map(({ encryption = [] }) => encryption))
    }))
  )

interface Access {
  readonly key: string
  readonly region: string
}

/** To put messages into a queue that the key encrypts. */
export const sending = (queueArn: string, { key, region }: Access): ReadonlyArray<PolicyStatement> => [
  allow(["sqs:SendMessage"], [queueArn]),
  allow(["kms:Decrypt", "kms:GenerateDataKey"], [key], through("sqs", region))
]

/** What a function may do, as narrow as its adapters describe their needs: named actions on named resources. */
export const statements = (
  needs: ReadonlyArray<Needs>,
  resources: Resources,
  { key, region }: Access
): ReadonlyArray<PolicyStatement> =>
  merged(needs).flatMap((need) => {
    const { actions, encryption = [], index, resource } = need
    const deployed = resources[resource.env]
    if (deployed === undefined) throw new Error(`${resource.env} names nothing that is deployed`)
    switch (deployed.kind) {
      case "table": {
        const ofStream = actions.filter((action) => onStream.has(action))
        const ofTable = actions.filter((action) => !onStream.has(action))
        return [
          ...(ofTable.length > 0
            ? [allow(ofTable, [index === undefined ? deployed.arn : `${deployed.arn}/index/${index}`])]
            : []),
          // Streams are listed all or none: the action takes no resource.
          ...(ofStream.length > 0
            ? [allow(ofStream, [deployed.streamArn]), allow(["dynamodb:ListStreams"], ["*"])]
            : [])
        ]
      }
      case "queue":
        return sending(deployed.arn, { key, region })
      case "key":
        // A data key belongs to somebody: without a user id in its context nothing is wrapped or unwrapped.
        return [allow(actions, [deployed.arn], { Null: { "kms:EncryptionContext:userId": "false" } })]
      case "secret":
        return [allow(actions, [deployed.arn]), allow(["kms:Decrypt"], [key], through("secretsmanager", region))]
      case "bucket": {
        const ofObjects = actions.filter((action) => !onBucket.has(action))
        const ofBucket = actions.filter((action) => onBucket.has(action))
        return [
          ...(ofObjects.length > 0
            ? [
                allow(
                  ofObjects,
                  prefixesOf(need).map((prefix) => `${deployed.arn}/${prefix}*`)
                )
              ]
            : []),
          ...(ofBucket.length > 0 ? [allow(ofBucket, [deployed.arn])] : []),
          ...(encryption.length > 0 ? [allow(encryption, [key], through("s3", region))] : [])
        ]
      }
      case "model":
        return [allow(actions, deployed.arns)]
    }
  })

/** Where a function finds what it needs. */
export const environment = (needs: ReadonlyArray<Needs>, resources: Resources): Readonly<Record<string, string>> =>
  Object.fromEntries(
    needs.flatMap(({ resource: { env } }) => {
      const name = resources[env]?.name
      return name === undefined ? [] : [[env, name]]
    })
  )
