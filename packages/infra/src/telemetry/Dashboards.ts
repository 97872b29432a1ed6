import { Dashboard as CdkDashboard, GraphWidget, PeriodOverride } from "aws-cdk-lib/aws-cloudwatch"
import type { Construct } from "constructs"
import type { Stage } from "../Stage.ts"
import type { Graph } from "./Dashboard.ts"
import * as ExecutiveDashboard from "./ExecutiveDashboard.ts"
import * as OperationsDashboard from "./OperationsDashboard.ts"
import * as Query from "./Query.ts"
import * as SecurityDashboard from "./SecurityDashboard.ts"

/** Three graphs in a row. */
const widget = ({ lines, minutes, title }: Graph, { region }: Stage) =>
  new GraphWidget({
    title,
    width: 8,
    height: 6,
    region,
    left: Object.entries(lines).map(([label, query]) => Query.toMetric(query, minutes, label)),
    leftYAxis: { showUnits: false }
  })

/** The three that the system architecture asks for. A point is as long as its graph says, however much time is looked at. */
export const deploy = (scope: Construct, stage: Stage, buckets: OperationsDashboard.Buckets): void => {
  const dashboards = [ExecutiveDashboard.of(stage), OperationsDashboard.of(stage, buckets), SecurityDashboard.of(stage)]
  for (const { graphs, name } of dashboards) {
    const deployed = new CdkDashboard(scope, name, {
      dashboardName: `serenya-${stage.name}-${name}`,
      periodOverride: PeriodOverride.INHERIT
    })
    deployed.addWidgets(...graphs.map((graph) => widget(graph, stage)))
  }
}
