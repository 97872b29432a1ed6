import { parentPort, workerData } from "node:worker_threads"
import { readPdf } from "./PdfText.ts"

/**
 * The thread in which a PDF is opened, so that a hostile one can be killed with it. It is a file of its own: a bundle
 * that reads documents carries it beside `index.mjs` as `PdfWorker.mjs`.
 */
const port = parentPort
if (port !== null && workerData instanceof Uint8Array) {
  port.postMessage(await readPdf(workerData))
}
