import { CurrentCaller } from "@serenya/api/Authentication"
import { UserProfilePart } from "@serenya/api/UserProfilePart"
import { DataExports } from "@serenya/domain/privacy/DataExports"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { dataExportView } from "./DataExportView.ts"

export const layer = HttpApiBuilder.group(
  UserProfilePart,
  "privacy",
  Effect.fnUntraced(function* (handlers) {
    const exports = yield* DataExports
    const erasures = yield* Erasures

    return handlers.handleAll({
      export: () => CurrentCaller.use((caller) => Effect.map(exports.of(caller), dataExportView)),
      erase: ({ payload }) => CurrentCaller.use((caller) => erasures.erase(caller, payload.confirmation))
    })
  })
)
