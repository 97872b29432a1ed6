import {
  CreateStackCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type Parameter,
  type StackResourceSummary
} from "@aws-sdk/client-cloudformation"
import type { Clients } from "./Clients.ts"
import type { Template } from "./Template.ts"

/** A stack that was created. */
export interface Stack {
  /** By their keys. */
  readonly outputs: Readonly<Record<string, string>>
  /** The physical ids, by the template's. */
  readonly resources: Readonly<Record<string, string>>
}

const physicalIds = (resources: ReadonlyArray<StackResourceSummary>) =>
  Object.fromEntries(
    resources.map(({ LogicalResourceId = "", PhysicalResourceId = "" }) => [LogicalResourceId, PhysicalResourceId])
  )

const every = async ({ cloudFormation }: Clients, StackName: string): Promise<Array<StackResourceSummary>> => {
  const found: Array<StackResourceSummary> = []
  let NextToken: string | undefined
  do {
    const page = await cloudFormation.send(new ListStackResourcesCommand({ StackName, NextToken }))
    found.push(...(page.StackResourceSummaries ?? []))
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  return found
}

/** CDK's own rule and parameter ask for a bootstrapped account, which an emulator is not. */
const bare = ({ Outputs, Parameters = {}, Resources }: Template) => {
  const { BootstrapVersion: _, ...asked } = Parameters
  return JSON.stringify({ Parameters: asked, Resources, Outputs })
}

/** Has CloudFormation create it. */
export const create = async (
  clients: Clients,
  name: string,
  template: Template,
  parameters: Readonly<Record<string, string>> = {}
): Promise<Stack> => {
  const asked = Object.entries(parameters).map(([ParameterKey, ParameterValue]): Parameter => ({
    ParameterKey,
    ParameterValue
  }))
  await clients.cloudFormation.send(
    new CreateStackCommand({
      StackName: name,
      TemplateBody: bare(template),
      Parameters: asked,
      Capabilities: ["CAPABILITY_NAMED_IAM"]
    })
  )
  const { Stacks: [stack] = [] } = await clients.cloudFormation.send(new DescribeStacksCommand({ StackName: name }))
  if (stack?.StackStatus !== "CREATE_COMPLETE") throw new Error(`${name}: ${stack?.StackStatus ?? "not there"}`)
  const outputs = (stack.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue])
  return { outputs: Object.fromEntries(outputs), resources: physicalIds(await every(clients, name)) }
}
