import * as MemoryOperatorIdentity from "../../src/operators/MemoryOperatorIdentity.ts"
import * as OperatorIdentityLaws from "../../testing/OperatorIdentityLaws.ts"

OperatorIdentityLaws.suite("memory", MemoryOperatorIdentity.layer)
