import { Place } from "@serenya/adapters-aws/dynamo/TableFeed"
import { Effect, Option, Schema } from "effect"
import type { Bookmark } from "../gateway/TableEvents.ts"
import { StateFolder } from "./StateFolder.ts"

const path = "stream-place.json"

const PlaceText = Schema.fromJsonString(Place)
const encodePlace = Schema.encodeEffect(PlaceText)
const decodePlace = Schema.decodeOption(PlaceText)

/** How far the table's stream was read, in a file of the state folder. One that nobody can read begins anew: again is fine. */
export const make = Effect.map(StateFolder, (folder): Bookmark => ({
  read: Effect.map(
    folder.read(path),
    Option.flatMap((bytes) => decodePlace(new TextDecoder().decode(bytes)))
  ),
  write: (place) =>
    encodePlace(place).pipe(
      Effect.catchTag("SchemaError", Effect.die),
      Effect.flatMap((text) => folder.replace(path, text))
    )
}))
