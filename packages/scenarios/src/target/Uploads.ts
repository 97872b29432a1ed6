/** An object store that takes a form for what it was granted for, and nothing else. */
export interface Uploads {
  readonly judgesForms: true
}
