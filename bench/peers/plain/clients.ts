import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { KMSClient } from "@aws-sdk/client-kms"

const settings = { maxAttempts: 4, requestHandler: { connectionTimeout: 1000, requestTimeout: 3000 } }

export const dynamo = new DynamoDBClient(settings)
export const kms = new KMSClient(settings)
