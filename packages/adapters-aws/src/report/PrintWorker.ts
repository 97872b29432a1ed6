import { parentPort, workerData } from "node:worker_threads"
import { pdfOf } from "./PaperPdf.ts"

/** The thread: prints the paper it was started with, answers with the bytes, and ends. */
parentPort?.postMessage(await pdfOf(workerData))
