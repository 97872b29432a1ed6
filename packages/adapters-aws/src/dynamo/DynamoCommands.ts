import {
  BatchGetItem$,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  CreateTable$,
  type CreateTableCommandInput,
  type CreateTableCommandOutput,
  DeleteItem$,
  type DeleteItemCommandInput,
  type DeleteItemCommandOutput,
  DeleteTable$,
  type DeleteTableCommandInput,
  type DeleteTableCommandOutput,
  DescribeContinuousBackups$,
  type DescribeContinuousBackupsCommandInput,
  type DescribeContinuousBackupsCommandOutput,
  DescribeTable$,
  type DescribeTableCommandInput,
  type DescribeTableCommandOutput,
  DescribeTimeToLive$,
  type DescribeTimeToLiveCommandInput,
  type DescribeTimeToLiveCommandOutput,
  GetItem$,
  type GetItemCommandInput,
  type GetItemCommandOutput,
  ListTagsOfResource$,
  type ListTagsOfResourceCommandInput,
  type ListTagsOfResourceCommandOutput,
  PutItem$,
  type PutItemCommandInput,
  type PutItemCommandOutput,
  Query$,
  type QueryCommandInput,
  type QueryCommandOutput,
  RestoreTableToPointInTime$,
  type RestoreTableToPointInTimeCommandInput,
  type RestoreTableToPointInTimeCommandOutput,
  Scan$,
  type ScanCommandInput,
  type ScanCommandOutput,
  TagResource$,
  type TagResourceCommandInput,
  type TagResourceCommandOutput,
  TransactWriteItems$,
  type TransactWriteItemsCommandInput,
  type TransactWriteItemsCommandOutput,
  UpdateContinuousBackups$,
  type UpdateContinuousBackupsCommandInput,
  type UpdateContinuousBackupsCommandOutput,
  UpdateItem$,
  type UpdateItemCommandInput,
  type UpdateItemCommandOutput,
  UpdateTable$,
  type UpdateTableCommandInput,
  type UpdateTableCommandOutput,
  UpdateTimeToLive$,
  type UpdateTimeToLiveCommandInput,
  type UpdateTimeToLiveCommandOutput
} from "@aws-sdk/client-dynamodb"
import type { MetadataBearer } from "@smithy/types"
import type { Command } from "../aws/JsonClient.ts"

/** What is asked of DynamoDB. */
export type DynamoCommand<Output extends MetadataBearer> = Command<"dynamodb", Output>

export const GetItem = (input: GetItemCommandInput): DynamoCommand<GetItemCommandOutput> => ({
  operation: GetItem$,
  input
})

export const PutItem = (input: PutItemCommandInput): DynamoCommand<PutItemCommandOutput> => ({
  operation: PutItem$,
  input
})

export const UpdateItem = (input: UpdateItemCommandInput): DynamoCommand<UpdateItemCommandOutput> => ({
  operation: UpdateItem$,
  input
})

export const DeleteItem = (input: DeleteItemCommandInput): DynamoCommand<DeleteItemCommandOutput> => ({
  operation: DeleteItem$,
  input
})

export const Query = (input: QueryCommandInput): DynamoCommand<QueryCommandOutput> => ({ operation: Query$, input })

export const Scan = (input: ScanCommandInput): DynamoCommand<ScanCommandOutput> => ({ operation: Scan$, input })

export const BatchGetItem = (input: BatchGetItemCommandInput): DynamoCommand<BatchGetItemCommandOutput> => ({
  operation: BatchGetItem$,
  input
})

export const TransactWriteItems = (
  input: TransactWriteItemsCommandInput
): DynamoCommand<TransactWriteItemsCommandOutput> => ({ operation: TransactWriteItems$, input })

export const CreateTable = (input: CreateTableCommandInput): DynamoCommand<CreateTableCommandOutput> => ({
  operation: CreateTable$,
  input
})

export const DescribeTable = (input: DescribeTableCommandInput): DynamoCommand<DescribeTableCommandOutput> => ({
  operation: DescribeTable$,
  input
})

export const UpdateTable = (input: UpdateTableCommandInput): DynamoCommand<UpdateTableCommandOutput> => ({
  operation: UpdateTable$,
  input
})

export const DeleteTable = (input: DeleteTableCommandInput): DynamoCommand<DeleteTableCommandOutput> => ({
  operation: DeleteTable$,
  input
})

export const UpdateTimeToLive = (
  input: UpdateTimeToLiveCommandInput
): DynamoCommand<UpdateTimeToLiveCommandOutput> => ({ operation: UpdateTimeToLive$, input })

export const DescribeTimeToLive = (
  input: DescribeTimeToLiveCommandInput
): DynamoCommand<DescribeTimeToLiveCommandOutput> => ({ operation: DescribeTimeToLive$, input })

export const UpdateContinuousBackups = (
  input: UpdateContinuousBackupsCommandInput
): DynamoCommand<UpdateContinuousBackupsCommandOutput> => ({ operation: UpdateContinuousBackups$, input })

export const DescribeContinuousBackups = (
  input: DescribeContinuousBackupsCommandInput
): DynamoCommand<DescribeContinuousBackupsCommandOutput> => ({ operation: DescribeContinuousBackups$, input })

export const RestoreTableToPointInTime = (
  input: RestoreTableToPointInTimeCommandInput
): DynamoCommand<RestoreTableToPointInTimeCommandOutput> => ({ operation: RestoreTableToPointInTime$, input })

export const ListTagsOfResource = (
  input: ListTagsOfResourceCommandInput
): DynamoCommand<ListTagsOfResourceCommandOutput> => ({ operation: ListTagsOfResource$, input })

export const TagResource = (input: TagResourceCommandInput): DynamoCommand<TagResourceCommandOutput> => ({
  operation: TagResource$,
  input
})
