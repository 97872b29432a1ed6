import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

/** As source they lie in their package; in a bundle beside the code, where `handlers/build/FontFiles.ts` puts them with their licence. */
const read = (file: string): Buffer =>
  import.meta.url.endsWith(".ts")
    ? readFileSync(createRequire(import.meta.url).resolve(file))
    : readFileSync(new URL(`./${file.slice(file.lastIndexOf("/") + 1)}`, import.meta.url))

/**
 * DejaVu Sans has the letters of every language that reports come in, and `µ`, `≥` and `²`, some of which the fonts that
 * every PDF reader has lack. Its licence lets everybody embed and distribute it.
 */
export const regular = () => read("dejavu-fonts-ttf/ttf/DejaVuSans.ttf")
export const bold = () => read("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf")
