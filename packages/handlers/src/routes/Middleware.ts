import { Layer } from "effect"
import * as AuthorizedCaller from "../http/AuthorizedCaller.ts"
import * as RequestProblemsHttp from "../http/RequestProblemsHttp.ts"
import * as NoFiles from "../lambda/NoFiles.ts"

/** What the routes of every function stand on. */
export const layer = Layer.mergeAll(AuthorizedCaller.layer, RequestProblemsHttp.layer, NoFiles.layer)
