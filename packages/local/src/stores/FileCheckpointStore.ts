import { CheckpointStore } from "@serenya/domain/audit/CheckpointStore"
import { Effect, Layer, Option } from "effect"
import { StateFolder } from "./StateFolder.ts"

const root = "checkpoints"

const pathOf = (number: number): string => `${root}/${String(number).padStart(8, "0")}.json`

const numberIn = (name: string): ReadonlyArray<number> => {
  const [, digits] = /^([0-9]{8})\.json$/.exec(name) ?? []
  return digits === undefined ? [] : [Number(digits)]
}

/** Checkpoints in files of the state folder, named as their objects are in the events bucket, each written once. */
export const layer = Layer.effect(
  CheckpointStore,
  Effect.gen(function* () {
    const folder = yield* StateFolder
    yield* folder.makeFolder(root)

    const read = Effect.fn("FileCheckpointStore.read")((number: number) =>
      Effect.map(
        folder.read(pathOf(number)),
        Option.map((bytes) => new TextDecoder().decode(bytes))
      )
    )

    return CheckpointStore.of({
      write: Effect.fn("FileCheckpointStore.write")(function* (number, text) {
        if (yield* folder.create(pathOf(number), text)) return true
        return Option.contains(yield* read(number), text)
      }),
      numbers: Effect.map(folder.list(root), (files) =>
        files.flatMap(({ name }) => numberIn(name)).toSorted((a, b) => a - b)
      ),
      read
    })
  })
)
