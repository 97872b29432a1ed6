import type { Stage as ApiStage } from "aws-cdk-lib/aws-apigateway"
import { CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2"
import type { Construct } from "constructs"
import * as OriginSecret from "./OriginSecret.ts"
import type { Stage } from "./Stage.ts"

const watched = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false
})

/** Admits what came through CloudFront and blocks the rest. */
export const deploy = (scope: Construct, api: ApiStage, stage: Stage): void => {
  const acl = new CfnWebACL(scope, "ApiFirewall", {
    name: `serenya-${stage.name}-api`,
    scope: "REGIONAL",
    defaultAction: { block: {} },
    visibilityConfig: watched(`serenya-${stage.name}-api`),
    rules: [
      {
        name: "ThroughTheEdge",
        priority: 0,
        action: { allow: {} },
        statement: {
          byteMatchStatement: {
            fieldToMatch: { singleHeader: { Name: OriginSecret.header } },
            positionalConstraint: "EXACTLY",
            searchString: OriginSecret.reference(stage),
            textTransformations: [{ priority: 0, type: "NONE" }]
          }
        },
        visibilityConfig: watched("ThroughTheEdge")
      }
    ]
  })
  new CfnWebACLAssociation(scope, "ApiFirewallAssociation", { webAclArn: acl.attrArn, resourceArn: api.stageArn })
}
