import {
  CreateAlias$,
  type CreateAliasCommandInput,
  type CreateAliasCommandOutput,
  CreateKey$,
  type CreateKeyCommandInput,
  type CreateKeyCommandOutput,
  Decrypt$,
  type DecryptCommandInput,
  type DecryptCommandOutput,
  DescribeKey$,
  type DescribeKeyCommandInput,
  type DescribeKeyCommandOutput,
  GenerateDataKey$,
  type GenerateDataKeyCommandInput,
  type GenerateDataKeyCommandOutput,
  ReEncrypt$,
  type ReEncryptCommandInput,
  type ReEncryptCommandOutput
} from "@aws-sdk/client-kms"
import type { MetadataBearer } from "@smithy/types"
import type { Command } from "../aws/JsonClient.ts"

/** What is asked of KMS. */
export type KmsCommand<Output extends MetadataBearer> = Command<"kms", Output>

export const Decrypt = (input: DecryptCommandInput): KmsCommand<DecryptCommandOutput> => ({
  operation: Decrypt$,
  input
})

export const GenerateDataKey = (input: GenerateDataKeyCommandInput): KmsCommand<GenerateDataKeyCommandOutput> => ({
  operation: GenerateDataKey$,
  input
})

export const ReEncrypt = (input: ReEncryptCommandInput): KmsCommand<ReEncryptCommandOutput> => ({
  operation: ReEncrypt$,
  input
})

export const CreateKey = (input: CreateKeyCommandInput): KmsCommand<CreateKeyCommandOutput> => ({
  operation: CreateKey$,
  input
})

export const CreateAlias = (input: CreateAliasCommandInput): KmsCommand<CreateAliasCommandOutput> => ({
  operation: CreateAlias$,
  input
})

export const DescribeKey = (input: DescribeKeyCommandInput): KmsCommand<DescribeKeyCommandOutput> => ({
  operation: DescribeKey$,
  input
})
