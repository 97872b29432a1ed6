import * as MemoryPersonalDataCipher from "../../src/users/MemoryPersonalDataCipher.ts"
import * as PersonalDataCipherLaws from "../../testing/PersonalDataCipherLaws.ts"

PersonalDataCipherLaws.suite("memory", MemoryPersonalDataCipher.layer)
