import { parentPort, workerData } from "node:worker_threads"
import { pdfOf } from "./PaperPdf.ts"

/**
 * The thread that sets a paper, and the only code that loads the library for it. It is a file of its own: a bundle that
 * prints carries it beside `index.mjs` as `PrintWorker.mjs`.
 */
const port = parentPort
if (port !== null) port.postMessage(await pdfOf(workerData))
