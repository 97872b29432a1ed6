import { Dashboard, GraphWidget, PeriodOverride } from "aws-cdk-lib/aws-cloudwatch"
import type { Construct } from "constructs"
import type { Stage } from "../Stage.ts"
import * as DashboardCatalogue from "./DashboardCatalogue.ts"
import * as Query from "./Query.ts"

/** Three graphs in a row. */
const graph = ({ lines, minutes, title }: DashboardCatalogue.Graph, { region }: Stage) =>
  new GraphWidget({
    title,
    width: 8,
    height: 6,
    region,
    left: Object.entries(lines).map(([label, query]) => Query.toMetric(query, minutes, label)),
    leftYAxis: { min: 0, showUnits: false }
  })

/** A point is as long as its graph says, however much time is looked at: a sum by day stays one. */
export const deploy = (scope: Construct, stage: Stage, buckets: DashboardCatalogue.Buckets): void => {
  for (const { graphs, name } of DashboardCatalogue.dashboardsOf(stage, buckets)) {
    const dashboard = new Dashboard(scope, name, {
      dashboardName: `serenya-${stage.name}-${name}`,
      periodOverride: PeriodOverride.INHERIT
    })
    dashboard.addWidgets(...graphs.map((one) => graph(one, stage)))
  }
}
