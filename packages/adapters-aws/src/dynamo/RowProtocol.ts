import { errorTypeRegistries } from "@aws-sdk/client-dynamodb"
import { AwsJson1_0Protocol } from "@aws-sdk/core/protocols"
import { DynamoDBJsonCodec2 } from "@aws-sdk/dynamodb-codec"
import { collected } from "../aws/CollectedBody.ts"

type Deserialize = AwsJson1_0Protocol["deserializeResponse"]

/** What answers with rows and with numbers about them. */
const reads = new Set(["GetItem", "Query", "Scan", "BatchGetItem"])

/** DynamoDB's protocol as the SDK speaks it: every value of every type. */
export class TypedProtocol extends AwsJson1_0Protocol {
  constructor() {
    super({
      defaultNamespace: "com.amazonaws.dynamodb",
      errorTypeRegistries,
      serviceTarget: "DynamoDB_20120810",
      jsonCodec: new DynamoDBJsonCodec2()
    })
  }
}

/**
 * DynamoDB's protocol, but rows are taken as their JSON stands there: our strings, numbers, booleans, lists and maps need no
 * more, and the SDK asks of each value whether it is binary. A binary value, which `unmarshal` refuses, stays base64.
 */
export class RowProtocol extends TypedProtocol {
  override deserializeResponse: Deserialize = async (operation, context, response) => {
    if (response.statusCode !== 200 || !reads.has(operation.name))
      return super.deserializeResponse(operation, context, response)
    const answer = JSON.parse((await collected(response.body)).toString("utf8"))
    return Object.assign(answer, { $metadata: this.deserializeMetadata(response) })
  }
}
