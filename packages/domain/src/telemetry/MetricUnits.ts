/** CloudWatch's own words for what a value is. */
export type Unit = "Count" | "Milliseconds" | "Seconds" | "None"

/** What is no count. Apart from the catalogue, whose words no function need carry. */
export const units = {
  Latency: "Milliseconds",
  JobAge: "Milliseconds",
  CheckpointAge: "Seconds",
  ReconcileLag: "Seconds",
  Revenue: "None"
} as const satisfies Readonly<Record<string, Unit>>

const known: Readonly<Record<string, Unit>> = units

export const unitOf = (name: string): Unit => known[name] ?? "Count"
