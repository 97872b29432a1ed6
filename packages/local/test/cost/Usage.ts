/** What a function took of AWS. Units of the table are those that it counted itself; the rest are calls, characters and bytes. */
export interface Usage {
  readonly invocations: number
  readonly tableCalls: number
  readonly readUnits: number
  readonly writeUnits: number
  readonly keyRequests: number
  readonly secretRequests: number
  readonly objectWrites: number
  readonly objectReads: number
  readonly objectDeletes: number
  readonly queueRequests: number
  readonly modelCalls: number
  readonly modelInputCharacters: number
  readonly modelOutputCharacters: number
  readonly logBytes: number
}

export const nothing: Usage = {
  invocations: 0,
  tableCalls: 0,
  readUnits: 0,
  writeUnits: 0,
  keyRequests: 0,
  secretRequests: 0,
  objectWrites: 0,
  objectReads: 0,
  objectDeletes: 0,
  queueRequests: 0,
  modelCalls: 0,
  modelInputCharacters: 0,
  modelOutputCharacters: 0,
  logBytes: 0
}

export const plus = (left: Usage, right: Partial<Usage>): Usage => ({
  ...left,
  ...Object.fromEntries(Object.entries(right).map(([kind, value]) => [kind, left[kind as keyof Usage] + value]))
})

/** What is not zero of it. */
export const shown = (usage: Usage): Partial<Usage> =>
  Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== 0))
