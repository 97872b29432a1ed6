import type { FileType } from "./FileType.ts"

/** A run of text with the left end of its baseline, in PDF points from the lower left corner of the page. */
export interface TextItem {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The visible text of one page; `number` counts from 1. */
export interface PageText {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly items: ReadonlyArray<TextItem>
}

/** A document that passed every check. An image, or a scan without a text layer, has pages without items. */
export interface ReadDocument {
  readonly fileType: FileType
  readonly bytes: Uint8Array
  readonly pages: ReadonlyArray<PageText>
}
