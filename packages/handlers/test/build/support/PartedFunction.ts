import { Cargo } from "./Cargo.ts"

const part = () => import("./LatePart.ts")

/** A function with a part that it loads when it is asked to. Answers whether the part is one with it. */
export const handler = async ({ late }: { readonly late: boolean }) => {
  if (!late) return { statusCode: 200 }
  const [first, second] = await Promise.all([part(), part()])
  return { statusCode: first === second && first.knows(new Cargo()) ? 200 : 500 }
}
