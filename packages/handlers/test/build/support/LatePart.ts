import { Cargo } from "./Cargo.ts"

export const knows = (cargo: unknown): boolean => cargo instanceof Cargo
