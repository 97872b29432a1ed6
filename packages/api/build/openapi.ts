import { Api } from "@serenya/api/Api"
import { OpenApi } from "effect/http-api"

process.stdout.write(`${JSON.stringify(OpenApi.fromApi(Api), null, 2)}\n`)
