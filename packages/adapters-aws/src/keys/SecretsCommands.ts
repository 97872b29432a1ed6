import {
  CreateSecret$,
  type CreateSecretCommandInput,
  type CreateSecretCommandOutput,
  GetSecretValue$,
  type GetSecretValueCommandInput,
  type GetSecretValueCommandOutput,
  PutSecretValue$,
  type PutSecretValueCommandInput,
  type PutSecretValueCommandOutput
} from "@aws-sdk/client-secrets-manager"
import type { MetadataBearer } from "@smithy/types"
import type { Command } from "../aws/JsonClient.ts"

/** What is asked of Secrets Manager. */
export type SecretsCommand<Output extends MetadataBearer> = Command<"secretsmanager", Output>

export const GetSecretValue = (input: GetSecretValueCommandInput): SecretsCommand<GetSecretValueCommandOutput> => ({
  operation: GetSecretValue$,
  input
})

export const PutSecretValue = (input: PutSecretValueCommandInput): SecretsCommand<PutSecretValueCommandOutput> => ({
  operation: PutSecretValue$,
  input
})

export const CreateSecret = (input: CreateSecretCommandInput): SecretsCommand<CreateSecretCommandOutput> => ({
  operation: CreateSecret$,
  input
})
