import { Effect, Layer } from "effect"
import type { WrittenObject } from "../gateway/ObjectEvents.ts"
import * as FileAuditTrail from "../stores/FileAuditTrail.ts"
import * as FileCheckpointStore from "../stores/FileCheckpointStore.ts"
import * as FileDataKeys from "../stores/FileDataKeys.ts"
import * as FileDocumentVault from "../stores/FileDocumentVault.ts"
import * as FileErasureLedger from "../stores/FileErasureLedger.ts"
import * as FileJobStore from "../stores/FileJobStore.ts"
import * as FileSecretKeys from "../stores/FileSecretKeys.ts"
import * as FileStrandedChanges from "../stores/FileStrandedChanges.ts"
import { StateFolder } from "../stores/StateFolder.ts"
import type { Settings } from "./Settings.ts"
import * as Users from "./Users.ts"

export const bucket = "serenya-temp-files-local"

/** The input of a job, as an event names it. */
export const input = (jobId: string, size: number): WrittenObject => ({
  bucket,
  key: `incoming/${jobId}`,
  size,
  eTag: crypto.randomUUID().replaceAll("-", "")
})

/** Everything in files of the state folder, users in the embedded engine. */
export const open = Effect.fnUntraced(function* (uploadUrl: string, settings: Settings) {
  const folder = yield* StateFolder
  const users = yield* Users.open(folder.root, settings)
  const layer = Layer.mergeAll(
    FileDataKeys.layer,
    FileErasureLedger.layer.pipe(Layer.provideMerge(FileSecretKeys.layer)),
    FileDocumentVault.layer(uploadUrl),
    FileJobStore.layer,
    FileAuditTrail.layer,
    FileCheckpointStore.layer,
    FileStrandedChanges.layer,
    users.layer
  )
  const waiting = Effect.map(folder.list("incoming"), (files) =>
    files.map(({ name, size }) => input(name.slice(0, name.lastIndexOf(".")), size))
  )
  return { users: users.engine, objects: `files in ${folder.root}`, layer, waiting }
})
