/** What pdf.js keeps apart from the operators: fonts and pictures, by id. */
interface Objects {
  has(id: string): boolean
  get(id: string): unknown
  get(id: string, whenThere: (object: unknown) => void): unknown
}

export interface PageObjects {
  readonly commonObjs: Objects
  readonly objs: Objects
}

/** What many pages share has an id of its own kind. */
const storeOf = ({ commonObjs, objs }: PageObjects, id: string): Objects => (id.startsWith("g_") ? commonObjs : objs)

export const objectOf = (page: PageObjects, id: unknown): unknown => {
  const store = storeOf(page, String(id))
  return store.has(String(id)) ? store.get(String(id)) : undefined
}

/** A picture that cannot be decoded may never come. */
const patienceMillis = 3000

/** Waits for pictures: pdf.js decodes them beside the operators that paint them. */
export const pictures = async (page: PageObjects, ids: ReadonlyArray<unknown>): Promise<void> => {
  const all = ids.map(String).map((id) => new Promise((resolve) => storeOf(page, id).get(id, resolve)))
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMillis)
  })
  await Promise.race([Promise.all(all), patience])
  clearTimeout(timer)
}

/** The pixels of pdf.js: 1 bit, red-green-blue, or those with an alpha of their own. */
const kinds = { bits: 1, colours: 2, transparent: 3 }

/** Whether nothing shows through a picture. */
export const isOpaque = (image: unknown): boolean => {
  if (typeof image !== "object" || image === null || !("kind" in image) || !("data" in image)) return false
  if (image.kind === kinds.bits || image.kind === kinds.colours) return true
  if (image.kind !== kinds.transparent || !ArrayBuffer.isView(image.data)) return false
  const bytes = new Uint8Array(image.data.buffer, image.data.byteOffset, image.data.byteLength)
  for (let alpha = 3; alpha < bytes.length; alpha += 4) if (bytes[alpha] !== 255) return false
  return true
}
