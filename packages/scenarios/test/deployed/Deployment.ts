import { GetFunctionConfigurationCommand } from "@aws-sdk/client-lambda"
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3"
import { Effect } from "effect"
import { type Clients, region } from "./Clients.ts"
import { properties } from "./Properties.ts"
import * as Secrets from "./Secrets.ts"
import * as Stacks from "./Stacks.ts"
import { at, ofType, referring, type Template, without } from "./Template.ts"

/** Both stacks of the dev stage, as CloudFormation made them. */
export interface Deployment {
  /** The templates as they were synthesised. */
  readonly templates: { readonly data: Template; readonly service: Template }
  readonly data: Stacks.Stack
  readonly service: Stacks.Stack
  /** What deployed resources are called, by the variables under which the adapters look for them. */
  readonly names: Readonly<Record<string, string>>
  /** What was set by the API, and whether CloudFormation had set it already. */
  readonly set: ReadonlyArray<{ readonly what: string; readonly wasSet: boolean }>
}

/** An empty archive: moto wants code to be there, and never looks into it. */
const emptyZip = Uint8Array.from([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)])

const arnParameter = (id: string) => `${id}Arn`

/** Secrets of their own become parameters of the stack that made them. */
const givenSecrets = (template: Template, ids: ReadonlyArray<string>): Template => {
  const references = new Map(ids.map((id) => [id, { Ref: arnParameter(id) }]))
  const { Resources, ...rest } = without(template, new Set(ids))
  const changed = referring({ Resources, Outputs: rest.Outputs }, references) as Pick<Template, "Resources" | "Outputs">
  return {
    ...rest,
    ...changed,
    Parameters: { ...rest.Parameters, ...Object.fromEntries(ids.map((id) => [arnParameter(id), { Type: "String" }])) }
  }
}

/** What calls the alias calls the function, and nothing is told of objects and writes: the test tells. */
const withoutAliases = (template: Template): Template => {
  const aliases = ofType(template, "AWS::Lambda::Alias")
  const functions = new Map(
    aliases.map(([id, { Properties }]) => [id, { "Fn::GetAtt": [at(Properties, "FunctionName", "Ref"), "Arn"] }])
  )
  const told = ["Custom::S3BucketNotifications", "AWS::Lambda::EventSourceMapping"]
  const gone = [...aliases, ...told.flatMap((type) => ofType(template, type))].map(([id]) => id)
  return referring(without(template, new Set(gone)), functions) as Template
}

const uploadCode = async ({ s3 }: Clients, template: Template) => {
  const assets = ofType(template, "AWS::Lambda::Function").flatMap(([, { Properties }]) => {
    const key = at(Properties, "Code", "S3Key")
    return typeof key === "string" ? [key] : []
  })
  const Bucket = `cdk-hnb659fds-assets-123456789012-${region}`
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }))
  for (const Key of new Set(assets)) await s3.send(new PutObjectCommand({ Bucket, Key, Body: emptyZip }))
}

/** Sets what CloudFormation left unset, from the template's own values. */
const complete = async (clients: Clients, template: Template, { resources }: Stacks.Stack) => {
  const done: Array<Deployment["set"][number]> = []
  for (const [what, property] of Object.entries(properties)) {
    const [type = "", name = ""] = what.split(" ")
    for (const [id, { Properties }] of ofType(template, type)) {
      const value = Properties[name]
      if (value === undefined) continue
      const wasSet = await property.isSet(clients, resources[id] ?? "")
      await property.set(clients, resources[id] ?? "", value)
      done.push({ what, wasSet })
    }
  }
  return done
}

/** Deploys the templates of the dev stage as far as the emulator goes; `Shortcomings.ts` says where it ends. */
export const deploy = (clients: Clients, templates: Deployment["templates"]): Effect.Effect<Deployment> =>
  Effect.promise(async () => {
    const arns = await Secrets.create(clients, templates.data, "alias/serenya-dev")
    const parameters = Object.fromEntries(Object.entries(arns).map(([id, arn]) => [arnParameter(id), arn]))
    const data = await Stacks.create(
      clients,
      "serenya-dev-data",
      givenSecrets(templates.data, Object.keys(arns)),
      parameters
    )
    const set = await complete(clients, templates.data, data)
    await uploadCode(clients, templates.service)
    const service = await Stacks.create(clients, "serenya-dev-service", withoutAliases(templates.service))
    const names = Object.entries(templates.data.Outputs ?? {}).flatMap(([key, { Description }]) => {
      const name = data.outputs[key]
      return Description === undefined || name === undefined ? [] : [[Description, name] as const]
    })
    return { templates, data, service, names: Object.fromEntries(names), set }
  })

/** Every function of ours, by the name of its bundle. */
export const functionsIn = ({ service }: Deployment["templates"]): ReadonlyArray<string> =>
  ofType(service, "AWS::Lambda::Function").flatMap(([, { Properties }]) => {
    const { FunctionName: name } = Properties
    return typeof name === "string" ? [name.replace(/^serenya-dev-/, "")] : []
  })

/** A function as it is deployed: the role it runs as, and its variables. */
export const configurationOf = ({ lambda }: Clients, name: string) =>
  Effect.promise(async () => {
    const { Environment, Role = "" } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: `serenya-dev-${name}` })
    )
    return { role: Role.split("/").at(-1) ?? "", environment: Environment?.Variables ?? {} }
  })
