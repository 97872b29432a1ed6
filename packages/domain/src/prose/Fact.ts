/** What is printed, and what its numbers are, in order, where that is known. */
export interface Figure {
  readonly text: string
  readonly values: ReadonlyArray<number>
}

/** A value in another unit than the printed one. */
export interface Equivalent {
  readonly value: number
  readonly unit: string
}

/** All that a text may say in numbers about one thing, which has a printed name and may have others. */
export interface Fact {
  readonly names: ReadonlyArray<string>
  readonly figures: ReadonlyArray<Figure>
  /** The unit as printed: it may hold digits, and stand right behind a number. */
  readonly unit: string
  readonly equivalents: ReadonlyArray<Equivalent>
  /** The days it may be told with, each once in a passage. Without them it may be any date of the facts, however often. */
  readonly days?: ReadonlyArray<string>
}

/** What a text is held against. `dates` are as printed. */
export interface Facts {
  readonly facts: ReadonlyArray<Fact>
  readonly dates: ReadonlyArray<string>
}
