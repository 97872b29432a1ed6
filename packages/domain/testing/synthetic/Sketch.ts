import type { PageText, ReadDocument } from "../../src/analysis/ReadDocument.ts"

const type = { height: 9, perLetter: 4.5, top: 780, pitch: 12 }

/**
 * A page set from a sketch: one string a line, cells parted by `|`, each beginning where it stands in the string (one
 * letter is 4.5 points wide). An empty string is an empty line.
 */
export const page = (sketch: ReadonlyArray<string>, number = 1): PageText => ({
  number,
  width: 595,
  height: 842,
  items: sketch.flatMap((line, index) =>
    [...line.matchAll(/[^|]+/g)].flatMap((cell) => {
      const text = cell[0].trim()
      const indent = cell[0].length - cell[0].trimStart().length
      const x = 40 + (cell.index + indent) * type.perLetter
      const y = type.top - index * type.pitch
      return text === "" ? [] : [{ text, x, y, width: text.length * type.perLetter, height: type.height }]
    })
  )
})

/** A document of such pages. */
export const document = (...sketches: ReadonlyArray<ReadonlyArray<string>>): ReadDocument => ({
  fileType: "pdf",
  bytes: new Uint8Array(),
  pages: sketches.map((sketch, index) => page(sketch, index + 1)),
  picturePages: [],
  hidesText: false
})
