/** A column of a table: `share` of the width, of all shares together. */
export interface Column {
  readonly heading: string
  readonly share: number
  readonly align: "left" | "right"
}

export interface Table {
  readonly columns: ReadonlyArray<Column>
  /** As many cells as there are columns. */
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

/** What stands on paper, one below the other. Texts are plain: no sign in them is markup. */
export type Block =
  | { readonly _tag: "Heading"; readonly text: string; readonly level: 1 | 2 }
  | { readonly _tag: "Paragraph"; readonly text: string }
  | { readonly _tag: "List"; readonly isNumbered: boolean; readonly items: ReadonlyArray<string> }
  | { readonly _tag: "Table"; readonly table: Table }

/** A report as it is printed: what it says and in what order, but not how it looks. `madeAt` in milliseconds of the epoch. */
export interface Paper {
  readonly language: string
  readonly title: string
  readonly madeAt: number
  readonly blocks: ReadonlyArray<Block>
  /** Stands on every page, beside its number. */
  readonly footer: string
}
