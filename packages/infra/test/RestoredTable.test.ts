import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import * as Serenya from "../src/Serenya.ts"
import * as Stages from "../src/Stage.ts"
import { bundles, ofType } from "./support/Templates.ts"

const restoredTable = {
  name: "serenya-dev-20260301t093000z",
  streamArn: "arn:aws:dynamodb:eu-west-1:123456789012:table/serenya-dev-20260301t093000z/stream/2026-03-01T10:00:00.000"
}

const folder = mkdtempSync(join(tmpdir(), "serenya-restored-"))
afterAll(() => rmSync(folder, { recursive: true }))
Serenya.make([{ ...Stages.dev, restoredTable }], { bundles, outdir: folder }).synth()

const text = (stack: string) => readFileSync(join(folder, `serenya-dev-${stack}.template.json`), "utf8")

it("has every function work on the copy that the stage was pointed at, and on no other table", () => {
  const service = text("service")
  expect(service).toContain(`"USER_TABLE": "${restoredTable.name}"`)
  expect(service).not.toMatch(/GetAttUserTable[0-9A-F]+Arn/)
  expect(service).toContain(restoredTable.streamArn)
})

it("keeps the stage's own table beside it", () => {
  expect(text("data")).toContain('"TableName": "serenya-dev"')
})

it("keeps every version of a function, so that it can answer again", () => {
  const versions = ofType("serenya-prod-service", "AWS::Lambda::Version")
  expect(versions.length).toBeGreaterThan(10)
  for (const { DeletionPolicy } of versions) expect(DeletionPolicy).toBe("Retain")
})
