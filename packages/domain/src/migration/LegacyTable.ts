/** How a source gives a column: UTF-8 text, a number, whole milliseconds since 1970 rounded down, a truth value. */
export type ColumnKind = "text" | "number" | "moment" | "truth"

/** A table of the old database: what is read of it, and what is not, with the reason. Together they are all its columns. */
export interface LegacyTable {
  readonly key: string
  readonly read: Readonly<Record<string, ColumnKind>>
  readonly unread: Readonly<Record<string, string>>
}

/** Reasons that many columns share. */
export const unneeded = "Nothing in the new system stands for it."
export const whereabouts =
  "An address or a program of a person, or a hash by which it can be guessed: personal, and needed by nothing that is kept."
export const freeText = "Free text, which may hold a file name or a value of a report."
export const ownerKnown = "The person it is read with."
