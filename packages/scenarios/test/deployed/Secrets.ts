import { CreateSecretCommand, GetRandomPasswordCommand } from "@aws-sdk/client-secrets-manager"
import type { Clients } from "./Clients.ts"
import { at, ofType, type Template } from "./Template.ts"

/** As CloudFormation generates one: a password under a key of a JSON template, or a password alone. */
const secretString = async ({ secrets }: Clients, wanted: unknown): Promise<string> => {
  const { RandomPassword = "" } = await secrets.send(
    new GetRandomPasswordCommand({
      PasswordLength: Number(at(wanted, "PasswordLength") ?? 32),
      ExcludePunctuation: at(wanted, "ExcludePunctuation") === true
    })
  )
  const key = at(wanted, "GenerateStringKey")
  if (typeof key !== "string") return RandomPassword
  return JSON.stringify({ ...JSON.parse(String(at(wanted, "SecretStringTemplate"))), [key]: RandomPassword })
}

/** Every secret of a template, made from its own properties under the key's alias; the ARNs by the ids in the template. */
export const create = async (clients: Clients, template: Template, keyAlias: string) => {
  const arns: Record<string, string> = {}
  for (const [id, { Properties }] of ofType(template, "AWS::SecretsManager::Secret")) {
    const { ARN = "" } = await clients.secrets.send(
      new CreateSecretCommand({
        Name: String(Properties["Name"]),
        KmsKeyId: keyAlias,
        SecretString: await secretString(clients, Properties["GenerateSecretString"])
      })
    )
    arns[id] = ARN
  }
  return arns
}
