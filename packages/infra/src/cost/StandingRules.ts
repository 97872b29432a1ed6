import type { Standing } from "./Calls.ts"

interface Resource {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
}

/** A template of CloudFormation, as far as its resources say what they cost. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0)

/** What these stacks cost whether anybody comes or not. A secret's copy in another region is a secret. */
export const standingOf = (templates: ReadonlyArray<Template>): Standing => {
  const resources = templates.flatMap(({ Resources }) => Object.values(Resources))
  const ofType = (type: string) => resources.filter(({ Type }) => Type === type)
  const sum = (type: string, of: (properties: Readonly<Record<string, unknown>>) => number) =>
    ofType(type).reduce((total, { Properties = {} }) => total + of(Properties), 0)
  return {
    kmsKey: ofType("AWS::KMS::Key").length,
    secret: sum("AWS::SecretsManager::Secret", ({ ReplicaRegions }) => 1 + lengthOf(ReplicaRegions)),
    alarm: ofType("AWS::CloudWatch::Alarm").length,
    dashboard: ofType("AWS::CloudWatch::Dashboard").length,
    firewall: ofType("AWS::WAFv2::WebACL").length,
    firewallRule: sum("AWS::WAFv2::WebACL", ({ Rules }) => lengthOf(Rules))
  }
}
