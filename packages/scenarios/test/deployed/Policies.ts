import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand
} from "@aws-sdk/client-iam"
import { Effect } from "effect"
import type { Clients } from "./Clients.ts"
import { type Grant, grantsOf } from "./Statement.ts"

/** Everything that a role is allowed, as IAM has it after the deployment. */
export const grantsOfRole = ({ iam }: Clients, RoleName: string): Effect.Effect<ReadonlyArray<Grant>> =>
  Effect.promise(async () => {
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }))
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))
    const grants: Array<Grant> = []
    const add = (document = "{}") => grants.push(...grantsOf(JSON.parse(decodeURIComponent(document))))
    for (const PolicyName of PolicyNames) {
      add((await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument)
    }
    for (const { PolicyArn } of AttachedPolicies) {
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }))
      const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId })
      )
      add(PolicyVersion?.Document)
    }
    return grants
  })
