/** One static answer to a GET: the gateway sends it as it stands, with status 200. */
export interface Page {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Pages by exact path, such as `/console/style.css`. */
export type Pages = ReadonlyMap<string, Page>
