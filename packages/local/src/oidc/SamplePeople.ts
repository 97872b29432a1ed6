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
