import type { FileType } from "./FileType.ts"

/** A run of text with the left end of its baseline, in PDF points from the lower left corner of the page. */
export interface TextItem {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What a person sees of one page's text; `number` counts from 1. */
export interface PageText {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly items: ReadonlyArray<TextItem>
}

/** A document that passed every check. An image, or a scan, has pages without items. */
export interface ReadDocument {
  readonly fileType: FileType
  readonly bytes: Uint8Array
  readonly pages: ReadonlyArray<PageText>
  /** Pages that show something, but no text: they have to be looked at. A blank page is none of them. */
  readonly picturePages: ReadonlyArray<number>
  /** Whether the file holds text that no reader of its pages sees. That text is nowhere in `pages`. */
  readonly hidesText: boolean
}
