import { routes } from "@serenya/api/Routes"
import { ArnFormat, CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack } from "aws-cdk-lib"
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy
} from "aws-cdk-lib/aws-cloudfront"
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins"
import { LogGroup } from "aws-cdk-lib/aws-logs"
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3"
import { CfnLoggingConfiguration, CfnWebACL } from "aws-cdk-lib/aws-wafv2"
import type { Construct } from "constructs"
import * as OriginSecret from "./OriginSecret.ts"
import type { Stage } from "./Stage.ts"

/** Requests of one address in five minutes. Somebody who polls ten jobs every two seconds stays below. */
const addressLimit = 2000

const managed = (name: string, priority: number): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
  visibilityConfig: watched(name)
})

const watched = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // A sample would hold what people send.
  sampledRequestsEnabled: false
})

/**
 * The way in: CloudFront and its firewall, which must stand in us-east-1. Nothing is cached: every answer is somebody's
 * own. Deployed after the service, with the name of its API as parameter, so no stack reads another across regions.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, { env: { region: "us-east-1" }, description: `Serenya ${stage.name}: CloudFront and WAF` })
    const apiDomain = new CfnParameter(this, "ApiDomain", {
      description: "Output ApiDomain of the service stack, such as abc123.execute-api.eu-west-1.amazonaws.com",
      allowedPattern: "^[a-z0-9]+\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com$"
    })
    const distribution = new Distribution(this, "Distribution", {
      comment: `Serenya ${stage.name}`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      webAclId: this.#firewall(stage).attrArn,
      logBucket: this.#logs(stage),
      logIncludesCookies: false,
      defaultBehavior: {
        origin: new HttpOrigin(apiDomain.valueAsString, {
          originPath: `/${stage.name}`,
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [OriginSslPolicy.TLS_V1_2],
          customHeaders: { [OriginSecret.header]: OriginSecret.reference(stage) },
          readTimeout: Duration.seconds(30)
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: new OriginRequestPolicy(this, "OriginRequests", {
          comment: "All that the viewer sends but Host, and the viewer's address as CloudFront saw it",
          cookieBehavior: OriginRequestCookieBehavior.none(),
          queryStringBehavior: OriginRequestQueryStringBehavior.all(),
          headerBehavior: OriginRequestHeaderBehavior.denyList("Host")
        }),
        responseHeadersPolicy: this.#answers(stage)
      }
    })
    new CfnOutput(this, "Url", { value: `https://${distribution.distributionDomainName}` })
  }

  #firewall(stage: Stage) {
    const acl = new CfnWebACL(this, "Firewall", {
      name: `serenya-${stage.name}`,
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      visibilityConfig: watched(`serenya-${stage.name}`),
      rules: [
        {
          name: "PerAddress",
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: { rateBasedStatement: { limit: addressLimit, aggregateKeyType: "IP" } },
          visibilityConfig: watched("PerAddress")
        },
        managed("AWSManagedRulesAmazonIpReputationList", 1),
        managed("AWSManagedRulesKnownBadInputsRuleSet", 2)
      ]
    })
    const logs = new LogGroup(this, "FirewallLog", {
      // WAF demands this prefix.
      logGroupName: `aws-waf-logs-serenya-${stage.name}`,
      retention: stage.logRetention,
      removalPolicy: RemovalPolicy.DESTROY
    })
    new CfnLoggingConfiguration(this, "FirewallLogging", {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [
        this.formatArn({
          service: "logs",
          resource: "log-group",
          resourceName: logs.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME
        })
      ],
      redactedFields: [{ singleHeader: { Name: "authorization" } }, { queryString: {} }]
    })
    return acl
  }

  #logs(stage: Stage) {
    return new Bucket(this, "AccessLogs", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // CloudFront still writes its logs by access control list.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(365) }],
      removalPolicy: stage.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    })
  }

  /** What every answer says to a browser; which methods a page may use comes from the routes. */
  #answers(stage: Stage) {
    return new ResponseHeadersPolicy(this, "Answers", {
      comment: "CORS for our own pages, and nothing that a browser may do with an answer but read it",
      corsBehavior: {
        accessControlAllowOrigins: [...stage.allowOrigins],
        accessControlAllowMethods: [...new Set(["OPTIONS", ...routes.map(({ method }) => method)])].toSorted(),
        accessControlAllowHeaders: ["Authorization", "Content-Type", "Idempotency-Key", "X-Correlation-ID"],
        accessControlExposeHeaders: ["ETag", "Retry-After", "X-Correlation-ID"],
        accessControlAllowCredentials: false,
        accessControlMaxAge: Duration.hours(1),
        originOverride: true
      },
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true
        }
      }
    })
  }
}
