/** What an early and a late part of one function share: a second copy of the class would not know the first's instances. */
export class Cargo {
  readonly name = "cargo"
}
