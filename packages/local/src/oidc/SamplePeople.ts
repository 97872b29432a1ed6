/** Somebody to sign in as. They exist nowhere else: example.test is nobody's (RFC 6761). */
export interface SamplePerson {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly givenName: string
  readonly familyName: string
}

const person = (id: string, givenName: string, familyName: string): SamplePerson => ({
  id,
  email: `${id}@example.test`,
  name: `${givenName} ${familyName}`,
  givenName,
  familyName
})

export const samplePeople: ReadonlyArray<SamplePerson> = [
  person("jane", "Jane", "Sample"),
  person("omar", "Omar", "Haddad"),
  person("mei", "Mei", "Tanaka")
]

/** A sample person by id. Each has doubles whom nobody has met: `jane+7f3a` is another Jane with an address of her own. */
export const personCalled = (id: string): SamplePerson | undefined => {
  const [, base = "", double = ""] = /^([a-z]+)(\+[a-z0-9]{1,32})?$/.exec(id) ?? []
  const sample = samplePeople.find((one) => one.id === base)
  return sample === undefined ? undefined : person(`${base}${double}`, sample.givenName, sample.familyName)
}
