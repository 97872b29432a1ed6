import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

/**
 * DejaVu Sans has the letters of every language that reports come in, and `µ`, `≥` and `²`, which the fonts that every PDF
 * reader has do not. As source it lies in its package; in a bundle beside the code (`handlers/build/PackageFiles.ts`),
 * together with its licence.
 */
const files = {
  regular: "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
  bold: "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
  licence: "dejavu-fonts-ttf/LICENSE"
}

const read = (file: string): Buffer =>
  import.meta.url.endsWith(".ts")
    ? readFileSync(createRequire(import.meta.url).resolve(file))
    : readFileSync(new URL(`./${file.replaceAll("/", "-")}`, import.meta.url))

export const regular = () => read(files.regular)
export const bold = () => read(files.bold)
export const licence = () => read(files.licence)
