import { vi } from "vitest"

type Line = Readonly<Record<string, unknown>>

/** Runs `work` and returns the JSON lines that it wrote to stdout. */
const writtenDuring = async (work: () => Promise<unknown>): Promise<ReadonlyArray<Line>> => {
  const written: Array<string> = []
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    written.push(String(chunk))
    return true
  })
  try {
    await work()
  } finally {
    spy.mockRestore()
  }
  return written
    .flatMap((chunk) => chunk.split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
}

/** What the log says of `work`, without what is counted of it. */
export const linesDuring = async (work: () => Promise<unknown>): Promise<ReadonlyArray<Record<string, unknown>>> =>
  (await writtenDuring(work)).filter((line) => !("_aws" in line))

/** What is counted of `work`, by handlers that ran for nobody before. */
export const metricLinesDuring = async (work: () => Promise<unknown>): Promise<ReadonlyArray<Line>> => {
  vi.stubEnv("METRIC_LINES", "on")
  try {
    return (await writtenDuring(work)).filter((line) => "_aws" in line)
  } finally {
    vi.unstubAllEnvs()
  }
}
