/** What moto's CloudFormation does not do with our templates, and why each is no reason to stop. A line that nothing needs fails. */
export interface Shortcoming {
  readonly what: string
  readonly reason: string
}

/** Types that it reads past: nothing is made of them. */
export const unsupported: ReadonlyArray<Shortcoming> = [
  { what: "AWS::ApiGateway::Account", reason: "names a role for API Gateway's own log, which moto does not write" },
  { what: "AWS::ApiGateway::Authorizer", reason: "the gateway of packages/local asks the authorizer instead" },
  { what: "AWS::ApiGateway::GatewayResponse", reason: "the gateway of packages/local answers those problems" },
  { what: "AWS::ApiGateway::RequestValidator", reason: "the functions judge requests themselves" },
  { what: "AWS::ApiGateway::Stage", reason: "the gateway of packages/local is the stage" },
  { what: "AWS::S3::BucketPolicy", reason: "demands TLS, which moto does not speak here; Stacks.test.ts reads it" },
  { what: "AWS::SQS::QueuePolicy", reason: "demands TLS, which moto does not speak here; Stacks.test.ts reads it" },
  { what: "AWS::WAFv2::WebACL", reason: "there is no CloudFront in front" },
  { what: "AWS::WAFv2::WebACLAssociation", reason: "there is no CloudFront in front" }
]

/** Types that are taken out of the template before moto sees it. */
export const replaced: ReadonlyArray<Shortcoming> = [
  {
    what: "AWS::SecretsManager::Secret",
    reason:
      "moto's CloudFormation knows no secrets: each is made by the API from its own properties, and its ARN becomes a parameter"
  },
  {
    what: "AWS::Lambda::Alias",
    reason: "moto's CloudFormation knows no aliases: what calls `live` calls the function"
  },
  {
    what: "AWS::Lambda::EventSourceMapping",
    reason: "moto hands every write to the function in Docker and forgets it: the test reads the stream instead"
  },
  {
    what: "Custom::S3BucketNotifications",
    reason:
      "moto runs a custom resource's function in Docker: the poll of the gateway tells `process` of objects instead"
  }
]

/** Properties that it reads past although it makes the resource: set by the API from the template's own values. */
export const properties: ReadonlyArray<Shortcoming> = [
  { what: "AWS::S3::Bucket LifecycleConfiguration", reason: "moto's CloudFormation looks at encryption and tags only" },
  {
    what: "AWS::S3::Bucket VersioningConfiguration",
    reason: "moto's CloudFormation looks at encryption and tags only"
  },
  {
    what: "AWS::S3::Bucket PublicAccessBlockConfiguration",
    reason: "moto's CloudFormation looks at encryption and tags only"
  },
  { what: "AWS::DynamoDB::Table TimeToLiveSpecification", reason: "moto's CloudFormation does not look at it" }
]
