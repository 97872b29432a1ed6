import { DataExports } from "@serenya/domain/privacy/DataExports"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import { Users } from "@serenya/domain/users/Users"
import { Layer } from "effect"

/** What a person may demand. */
export const layer = Layer.mergeAll(DataExports.layer, Erasures.layer).pipe(Layer.provide(Users.layer))
