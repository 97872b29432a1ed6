import { vi } from "vitest"

/** Runs `work` and returns the JSON lines that it wrote to stdout. */
export const linesDuring = async (work: () => Promise<unknown>): Promise<ReadonlyArray<Record<string, unknown>>> => {
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
